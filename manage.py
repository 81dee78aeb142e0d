#!/usr/bin/env python
"""Órdenes de Django; sin DATABASE_URL ni REDIS_URL, corren con los servidores embebidos."""

import os
import signal
import sys
from contextlib import nullcontext
from pathlib import Path

RAIZ = Path(__file__).resolve().parent
# No consultan nada: arrancar servidores solo las haría lentas.
SIN_SERVIDORES = {"check", "collectstatic", "diffsettings", "help", "version"}


def servidores(orden: str):
    """Los servidores que hagan falta, con las direcciones puestas en el entorno."""
    produccion = os.environ["DJANGO_SETTINGS_MODULE"] == "conoceles.settings.prod"
    completo = os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL")
    if produccion or completo:
        return nullcontext({})
    if orden in SIN_SERVIDORES:
        return nullcontext({"DATABASE_URL": "postgresql:///", "REDIS_URL": "unix:///"})

    from conoceles import embebidos

    datos = Path(os.environ.get("CONOCELES_DATOS") or RAIZ / ".datos")
    if orden != "preparar_demo":  # es quien decide a qué hora está el reloj de la demostración
        for nombre, valor in embebidos.leer_variables(datos / "reloj.env").items():
            os.environ.setdefault(nombre, valor)
    # Sin esto, una orden terminada desde fuera dejaría los servidores encendidos.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    return embebidos.servidores(datos)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "conoceles.settings.demo")
    orden = sys.argv[1] if len(sys.argv) > 1 else "help"

    from django.core.management import execute_from_command_line

    from conoceles.embebidos import ErrorDeArranque

    try:
        with servidores(orden) as direcciones:
            os.environ.update(direcciones)
            execute_from_command_line(sys.argv)
    except ErrorDeArranque as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
