"""Trabajos de lo público."""

from celery import shared_task

from candidaturas import consultas, sorteo
from candidaturas.abiertos.cortes import cortar
from candidaturas.disponibilidad import medir, sitio_responde
from candidaturas.visitas import volcar


@shared_task(name="candidaturas.volcar_visitas", ignore_result=True)
def volcar_visitas() -> int:
    return volcar()


@shared_task(name="candidaturas.cortar_datos", ignore_result=True)
def cortar_datos() -> int:
    """Los datos abiertos de cada proceso público; si nada cambió, no repite el corte."""
    procesos = consultas.procesos_publicos()
    for proceso in procesos:
        cortar(proceso)
    return len(procesos)


@shared_task(name="candidaturas.comprometer_sorteo", ignore_result=True)
def comprometer_sorteo() -> bool:
    """La huella del siguiente año de claves, con un mes de anticipación."""
    return sorteo.comprometer() is not None


@shared_task(name="candidaturas.medir_disponibilidad", ignore_result=True)
def medir_disponibilidad() -> bool:
    """Si el sitio responde ahora; si no, o si se dejó de medir, queda la interrupción."""
    responde = sitio_responde()
    medir(responde=responde)
    return responde
