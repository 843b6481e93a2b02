#!/bin/sh
# need.sh [-o] WHAT PACKAGE: makes sure that a command, or a shared library (*.so.*), exists; installs
# Debian's package when it may. With -o, for what only makes the site richer, a lack is said and not fatal.
optional=""
[ "$1" = -o ] && optional=yes && shift
there() {
  case $1 in
    *.so.*) ldconfig -p 2>/dev/null | grep -q "$1" || /sbin/ldconfig -p 2>/dev/null | grep -q "$1" ;;
    *) command -v "$1" >/dev/null 2>&1 ;;
  esac
}
there "$1" && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Installation de $2…" >&2
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$2" >/dev/null && exit 0
fi
if [ -n "$optional" ]; then
  echo "Il manque « $2 » : les fiches en PDF ne seront pas proposées. Pour les avoir : sudo apt install $2" >&2
  exit 0
fi
echo "Il manque « $1 ». Installez-le : sudo apt install $2" >&2
exit 1
