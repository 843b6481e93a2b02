#!/bin/sh
# Prints a Python that can run the site (3.11 to 3.13, with venv), or says what to install.
for candidate in "$PYTHON" python3 python3.13 python3.12 python3.11; do
  [ -n "$candidate" ] && command -v "$candidate" >/dev/null 2>&1 || continue
  "$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null || continue
  if ! "$candidate" -c 'import ensurepip, venv' 2>/dev/null; then
    echo "Il manque le module venv de Python. Installez-le : sudo apt install python3-venv" >&2
    exit 1
  fi
  echo "$candidate"
  exit 0
done
echo "Il manque Python 3.11, 3.12 ou 3.13. Installez-le : sudo apt install python3 python3-venv" >&2
exit 1
