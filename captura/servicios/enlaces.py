"""Comprobar los enlaces que se capturaron y guardar qué pasó. Lo corre el trabajador."""

import time
from datetime import timedelta

from candidaturas.models import EstadoDeProceso
from captura.enlaces import comprobar
from captura.models import Cuestionario, EnlaceComprobado, Estado
from conoceles.comun import reloj

CADA = timedelta(days=7)
# Cabe con holgura en el límite de un trabajo (CELERY_TASK_TIME_LIMIT).
SEGUNDOS = 480


def por_comprobar() -> list[str]:
    """Las direcciones de los procesos abiertos que nunca se han seguido o hace más de una semana,
    primero las que más llevan."""
    capturados = Cuestionario.objects.filter(
        candidatura__proceso__estado=EstadoDeProceso.ABIERTO
    ).exclude(estado=Estado.SIN_DATOS)
    direcciones = {
        direccion
        for pagina, redes in capturados.values_list("pagina_web", "redes").iterator()
        for direccion in (pagina, *redes)
        if direccion
    }
    vistas = dict(EnlaceComprobado.objects.values_list("direccion", "comprobado_en"))
    hace_una_semana = reloj.ahora() - CADA
    pendientes = [d for d in direcciones if vistas.get(d, hace_una_semana) <= hace_una_semana]
    return sorted(pendientes, key=lambda d: (d in vistas, vistas.get(d, hace_una_semana), d))


def comprobar_enlaces(segundos: float = SEGUNDOS) -> int:
    """Sigue las que alcance en ese tiempo. Devuelve cuántas; las demás quedan para otra vuelta."""
    limite = time.monotonic() + segundos
    cuantas = 0
    for direccion in por_comprobar():
        if time.monotonic() > limite:
            break
        hallado = comprobar(direccion)
        EnlaceComprobado.objects.update_or_create(
            direccion=direccion,
            defaults={
                "comprobado_en": reloj.ahora(),
                "responde": hallado.responde,
                "detalle": hallado.detalle,
            },
        )
        cuantas += 1
    return cuantas
