"""Las claves del sorteo diario: fijas desde antes, secretas hasta su día, comprobables desde él.

Son una cadena: la clave de un día es el SHA-256 de la del día siguiente, y la huella que se publica
antes de empezar es el SHA-256 de la primera. Conocer la de hoy no dice la de mañana, y nadie puede
cambiar la de mañana sin que la huella deje de cuadrar.
"""

import logging
from datetime import date, timedelta
from functools import lru_cache

from django.conf import settings
from django.utils.crypto import salted_hmac

from candidaturas import consultas
from candidaturas.models import Candidatura, CompromisoDeSorteo, Eleccion, ProcesoElectoral
from candidaturas.repetir_sorteo import claves_hasta, huella_de
from conoceles.comun import reloj
from conoceles.comun.cache_publico import invalidar

DIAS = 366
# El siguiente compromiso se publica con esta anticipación.
ANTICIPACION = timedelta(days=30)
ETIQUETA = "sorteo"

logger = logging.getLogger(__name__)


def comprometer() -> CompromisoDeSorteo | None:
    """Publica la huella del siguiente año de claves, si hace falta. Empieza mañana o después."""
    hoy = reloj.hoy()
    ultimo = next((c for c in CompromisoDeSorteo.objects.all() if _claves(c)), None)
    if ultimo and ultimo.hasta >= hoy + ANTICIPACION:
        return None
    desde = max(hoy, ultimo.hasta if ultimo else hoy) + timedelta(days=1)
    compromiso, nuevo = CompromisoDeSorteo.objects.get_or_create(
        desde=desde,
        defaults={
            "dias": DIAS,
            "huella": huella_de(_cadena(desde, DIAS, _llave())[0]),
            "publicado_en": reloj.ahora(),
        },
    )
    invalidar([ETIQUETA])
    return compromiso if nuevo else None


def compromiso_del(dia: date) -> CompromisoDeSorteo | None:
    """El que alcanza a ese día y se puede cumplir; sin él, ese día no se sortea."""
    candidatos = CompromisoDeSorteo.objects.filter(desde__lte=dia)
    return next((c for c in candidatos if c.hasta >= dia and _claves(c)), None)


def clave_del_dia(dia: date) -> str:
    """Vacía si ningún compromiso publicado alcanza a ese día."""
    compromiso = compromiso_del(dia)
    return _claves(compromiso)[(dia - compromiso.desde).days] if compromiso else ""


def _llave() -> str:
    return settings.SORTEO_LLAVE or settings.SECRET_KEY


def _claves(compromiso: CompromisoDeSorteo) -> tuple[str, ...]:
    """Vacía si la llave de este servidor ya no es con la que se comprometió."""
    claves = _cadena(compromiso.desde, compromiso.dias, _llave())
    if huella_de(claves[0]) == compromiso.huella:
        return claves
    logger.error("La llave del sorteo no es la del compromiso que empieza el %s", compromiso.desde)
    return ()


@lru_cache(maxsize=16)
def _cadena(desde: date, dias: int, llave: str) -> tuple[str, ...]:
    ultima = salted_hmac(
        "conoceles.sorteo", f"{desde.isoformat()}:{dias}", secret=llave, algorithm="sha256"
    ).hexdigest()
    return tuple(claves_hasta(ultima, dias - 1))


# --- Lo que se publica -------------------------------------------------------------------------
def datos_publicos(proceso: ProcesoElectoral | None = None) -> dict | None:
    """Lo que hace falta para repetir cada sorteo hasta hoy; None si hoy no se sortea.

    Sin `proceso`, todos los públicos. Las candidaturas son las que hoy están en la boleta.
    """
    hoy = reloj.hoy()
    compromiso = compromiso_del(hoy)
    if compromiso is None:
        return None
    procesos = [proceso] if proceso else consultas.procesos_publicos()
    en_boleta: dict[int, list[int]] = {}
    candidaturas = Candidatura.objects.publicas().vigentes().filter(proceso__in=procesos)
    for eleccion, pk in candidaturas.order_by("pk").values_list("formula__eleccion", "pk"):
        en_boleta.setdefault(eleccion, []).append(pk)
    elecciones = Eleccion.objects.filter(pk__in=en_boleta).select_related("cargo")
    return {
        "regla": "Por SHA-256 de «clave del día:número de candidatura», de menor a mayor. La clave "
        "de un día es el SHA-256 de la del día siguiente.",
        "huella": compromiso.huella,
        "publicada": compromiso.publicado_en.isoformat(),
        "desde": compromiso.desde.isoformat(),
        "hoy": hoy.isoformat(),
        "dia": (hoy - compromiso.desde).days,
        "clave_de_hoy": clave_del_dia(hoy),
        "elecciones": [
            {"numero": e.pk, "nombre": str(e), "candidaturas": en_boleta[e.pk]}
            for e in elecciones.order_by("cargo__proceso", "cargo__orden", "orden")
        ],
    }
