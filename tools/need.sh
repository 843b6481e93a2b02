#!/bin/sh
# need.sh COMMAND PACKAGE: makes sure that a command exists; installs Debian's package when it may.
command -v "$1" >/dev/null 2>&1 && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Installation de $2…" >&2
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$2" >/dev/null && exit 0
fi
echo "Il manque « $1 ». Installez-le : sudo apt install $2" >&2
exit 1
