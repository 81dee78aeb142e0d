"""El menú de las páginas privadas, según el rol."""

from django.conf import settings
from django.urls import reverse

from captura.models import Adscripcion, Rol
from captura.permisos import (
    REVISAN,
    VEN_INFORMES,
    puede_preparar_procesos,
    puede_ver_bitacora,
    puede_ver_ciclo,
    puede_ver_correos,
    puede_ver_cuentas,
)

# Lo que cabe en un renglón de 1,280 píxeles; lo demás va en «Más».
EN_LA_BARRA = 8


def privado(request) -> dict:
    """`adscripcion`, `menu` y `menu_mas`: listas de {texto, url, actual}. Vacío en lo público."""
    adscripcion = getattr(request, "adscripcion", None)
    if adscripcion is None:
        return {"adscripcion": None, "menu": [], "menu_mas": [], "exige_segundo_factor": False}
    menu = [
        {"texto": texto, "url": (url := reverse(nombre)), "actual": request.path == url}
        for texto, nombre in (*_de_su_trabajo(adscripcion), *_de_su_cuenta(adscripcion))
    ]
    return {
        "adscripcion": adscripcion,
        "exige_segundo_factor": adscripcion.rol in Rol.con_segundo_factor(),
        "menu": menu[:EN_LA_BARRA],
        "menu_mas": menu[EN_LA_BARRA:],
    }


def _de_su_trabajo(adscripcion: Adscripcion) -> list[tuple[str, str]]:
    menu: list[tuple[str, str]] = []
    if adscripcion.rol in REVISAN:
        menu = [
            ("Revisión", "captura:inicio"),
            ("Correcciones", "captura:correcciones"),
            ("Listas", "captura:hallazgos"),
            ("Pendientes", "captura:tablero"),
            ("Compromisos", "captura:solicitudes"),
            ("Consentimientos", "captura:consentimientos"),
            ("Reportes", "captura:reportes"),
            ("Informes", "informes:lista"),
            ("Plazos", "captura:plazos"),
            ("Movimientos", "captura:movimientos"),
            ("Textos", "captura:textos"),
            ("Derechos", "captura:derechos"),
        ]
    elif Rol(adscripcion.rol) in Rol.de_actor():
        menu = [("Mis candidaturas", "captura:inicio"), ("Pendientes", "captura:tablero")]
        if adscripcion.rol == Rol.ENLACE:
            menu.append(("Compromisos", "captura:solicitudes"))
        menu.append(("Consentimientos", "captura:consentimientos"))
        if adscripcion.rol == Rol.CANDIDATA:
            menu.append(("Mis datos personales", "captura:derechos"))
    elif adscripcion.rol in VEN_INFORMES:
        menu.append(("Informes", "informes:lista"))
    return menu


def _de_su_cuenta(adscripcion: Adscripcion) -> list[tuple[str, str]]:
    menu = [("Archivos", "captura:trabajos")]
    if puede_ver_cuentas(adscripcion):
        menu.append(("Cuentas", "captura:cuentas"))
    if puede_preparar_procesos(adscripcion):
        menu.append(("Procesos", "captura:procesos"))
    if puede_ver_ciclo(adscripcion):
        menu.append(("Ciclo de vida", "captura:ciclos"))
    if puede_ver_bitacora(adscripcion):
        menu.append(("Bitácora", "captura:bitacora"))
    if puede_ver_correos(adscripcion):
        menu.append(("Correos", "captura:correos"))
    if settings.ES_DEMO:
        menu.append(("Buzón", "captura:buzon"))
    return menu
