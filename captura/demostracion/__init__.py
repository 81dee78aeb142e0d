"""Datos de demostración: personas ficticias y una historia repetida con los servicios reales.

Nada de aquí corre en producción: `comprobar_demostracion` lo rehúsa.
"""

from django.conf import settings

from conoceles.comun.errores import ErrorDeDominio


class SoloEnDemostracion(ErrorDeDominio):
    """Se pidió cargar datos o cuentas de demostración fuera de la demostración."""


def comprobar_demostracion() -> None:
    """Lanza `SoloEnDemostracion` si los ajustes no son los de demostración o pruebas."""
    if not settings.ES_DEMO or not settings.RELOJ_AJUSTABLE:
        raise SoloEnDemostracion(
            "Los datos y las cuentas de demostración no se cargan con ajustes de producción."
        )
