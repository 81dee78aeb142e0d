#!/bin/sh
# Ejecuta sus argumentos con el primer Python que sirva, desde la raíz del proyecto.
set -eu
cd "$(dirname "$0")/.."

# Sin guardar lo compilado, cada proceso de Python que se lance tarda varios segundos más en arrancar.
unset PYTHONDONTWRITEBYTECODE

sin_venv=""
for candidato in ${PYTHON:-} python3 python3.12 python3.11 python3.13 python3.14; do
    "$candidato" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue
    if "$candidato" -c 'import ensurepip, venv' 2>/dev/null; then
        exec "$candidato" "$@"
    fi
    sin_venv="$candidato"
done

if [ -n "$sin_venv" ]; then
    echo "A $sin_venv le falta el módulo venv: instálelo (en Debian y Ubuntu, el paquete python3-venv)." >&2
else
    echo "Hace falta Python 3.11 o más nuevo; si no está en el PATH, indíquelo con PYTHON=/ruta/a/python3." >&2
fi
exit 1
