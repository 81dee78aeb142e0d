"""Trabajos de lo público."""

from celery import shared_task

from candidaturas.visitas import volcar


@shared_task(name="candidaturas.volcar_visitas", ignore_result=True)
def volcar_visitas() -> int:
    return volcar()
