"""Medir si el sitio responde y alargar los plazos por lo que no respondió.

Un trabajo de la agenda mide cada minuto. Si el sitio no respondió, o si el propio trabajo no
corrió, queda el tramo desde la medición anterior: en la duda, a favor de quien captura.
"""

import math
from collections.abc import Iterable
from datetime import datetime, timedelta
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from candidaturas.models import Interrupcion, Medicion, MotivoDeInterrupcion, ProcesoElectoral
from conoceles.comun import reloj
from conoceles.comun.cache_publico import invalidar

# Con tres mediciones perdidas ya no es un retraso de la agenda.
SEGUNDOS_SIN_MEDIR = 180
SEGUNDOS_DE_ESPERA = 10
# De qué depende la página pública, para la caché.
ETIQUETA = "disponibilidad"


def sitio_responde() -> bool:
    """Pregunta a `/salud/` por la red, como lo haría cualquiera. Sin dirección fijada, responde:
    entonces solo cuentan los tramos en que no se midió."""
    if not settings.SALUD_URL:
        return True
    partes = urlsplit(settings.SALUD_URL)
    conexion_de = HTTPSConnection if partes.scheme == "https" else HTTPConnection
    conexion = conexion_de(partes.netloc, timeout=SEGUNDOS_DE_ESPERA)
    try:
        conexion.request("GET", partes.path or "/")
        return conexion.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        conexion.close()


@transaction.atomic
def medir(*, responde: bool) -> Interrupcion | None:
    """Anota la medición y devuelve la interrupción que descubre, si la hay."""
    ahora = reloj.ahora()
    medicion, primera = Medicion.objects.select_for_update().get_or_create(
        pk=1, defaults={"medido_en": ahora}
    )
    antes = medicion.medido_en
    medicion.medido_en = ahora
    medicion.save(update_fields=["medido_en"])
    # En la demostración el reloj puede regresar; hacia atrás no hay tramo que medir.
    if primera or antes >= ahora:
        return None
    if not responde:
        return _anotar(antes, ahora, MotivoDeInterrupcion.SIN_RESPUESTA)
    if (ahora - antes).total_seconds() > SEGUNDOS_SIN_MEDIR:
        return _anotar(antes, ahora, MotivoDeInterrupcion.SIN_MEDICION)
    return None


def _anotar(desde: datetime, hasta: datetime, motivo: MotivoDeInterrupcion) -> Interrupcion:
    """Un tramo nuevo, o el anterior más largo si este lo sigue."""
    invalidar([ETIQUETA])
    seguida = Interrupcion.objects.filter(hasta=desde, motivo=motivo).first()
    if seguida is None:
        return Interrupcion.objects.create(desde=desde, hasta=hasta, motivo=motivo)
    seguida.hasta = hasta
    seguida.save(update_fields=["hasta"])
    return seguida


# --- La regla ----------------------------------------------------------------------------------
def alargado(
    vence_en: datetime,
    interrupciones: Iterable[tuple[datetime, datetime]],
    *,
    ventana_horas: int | None,
    minimo: int,
) -> tuple[datetime, int]:
    """El vencimiento ya alargado y los minutos que se le sumaron.

    Cuentan las caídas de las últimas `ventana_horas` antes de vencer y las que ocurran durante lo
    alargado; si juntas no llegan a `minimo` minutos, ninguna.
    """
    if ventana_horas is None:
        return vence_en, 0
    tramos = list(interrupciones)
    desde = vence_en - timedelta(hours=ventana_horas)
    hasta, minutos = vence_en, 0
    while True:
        caidos = _minutos_entre(tramos, desde, hasta)
        if caidos < minimo or caidos == minutos:
            return hasta, minutos
        minutos = caidos
        hasta = vence_en + timedelta(minutes=minutos)


def _minutos_entre(tramos: list[tuple[datetime, datetime]], desde: datetime, hasta: datetime):
    segundos = sum(
        (min(fin, hasta) - max(inicio, desde)).total_seconds()
        for inicio, fin in tramos
        if inicio < hasta and fin > desde
    )
    return math.ceil(segundos / 60)


def regla_en_palabras(proceso: ProcesoElectoral) -> str:
    """La regla como se publica; vacía si el proceso no la tiene."""
    ventana = proceso.parametro("caida_ventana_horas")
    if ventana is None:
        return ""
    minimo = proceso.parametro("caida_minima_minutos")
    minutos = "un minuto" if minimo <= 1 else f"{minimo} minutos"
    horas = "la hora anterior" if ventana == 1 else f"las {ventana} horas anteriores"
    return (
        f"Si en {horas} al vencimiento de un plazo se miden en total al menos {minutos} sin "
        "servicio, el plazo se alarga los mismos minutos que duró la interrupción. Lo que el sitio "
        "falle durante ese tiempo de más también se suma."
    )
