"""Mide el tablero de pendientes de un actor con 2,000 candidaturas, con personas inventadas.

    .venv/bin/python -m scripts.bench_tablero [--candidaturas 2000]

Levanta servidores temporales, llena la base y pide la página como su enlace. Falla si la mediana
pasa del límite.
"""

import argparse
import os
import statistics
import sys
import time

MILISEGUNDOS = 150
VECES = 15


def llenar(cuantas: int):
    from candidaturas.models import Parametro
    from captura.models import Cuestionario, Rol
    from tests.fabricas import (
        ActorFactory,
        AdscripcionFactory,
        CandidaturaFactory,
        CuestionarioFactory,
        EleccionFactory,
        FormulaFactory,
        ProcesoFactory,
    )

    proceso = ProcesoFactory()
    for clave, valor in (("dias_captura", "30"), ("plazos_en_dias_habiles", "sí")):
        Parametro.objects.create(proceso=proceso, clave=clave, valor=valor)
    actor = ActorFactory(proceso=proceso)
    eleccion = EleccionFactory(cargo__proceso=proceso)
    cuestionarios = []
    for numero in range(cuantas):
        formula = FormulaFactory(eleccion=eleccion, actor=actor, numero=numero + 1)
        candidatura = CandidaturaFactory(formula=formula, registrada_el=proceso.jornada_el)
        completo = numero % 3 > 0
        cuestionarios.append(CuestionarioFactory.build(candidatura=candidatura, completo=completo))
    Cuestionario.objects.bulk_create(cuestionarios)
    return AdscripcionFactory(rol=Rol.ENLACE, actor=actor)


def medir(cuantas: int) -> float:
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection, transaction
    from django.test import Client
    from django.urls import reverse

    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("migrate", verbosity=0)
    with transaction.atomic():
        enlace = llenar(cuantas)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    cliente = Client()
    cliente.force_login(enlace.usuario)
    direcciones = [reverse("captura:tablero"), f"{reverse('captura:tablero')}?falta=foto&pagina=7"]
    tiempos = []
    for vuelta in range(VECES):
        inicio = time.perf_counter()
        respuesta = cliente.get(direcciones[vuelta % 2])
        duracion = (time.perf_counter() - inicio) * 1000
        assert respuesta.status_code == 200  # noqa: S101
        if vuelta > 1:  # las primeras compilan las plantillas
            tiempos.append(duracion)
    return statistics.median(tiempos)


def main() -> int:
    opciones = argparse.ArgumentParser(description=__doc__)
    opciones.add_argument("--candidaturas", type=int, default=2000)
    pedido = opciones.parse_args()
    from conoceles import embebidos

    with embebidos.temporales() as direcciones:
        os.environ.update(direcciones)
        os.environ["DJANGO_SETTINGS_MODULE"] = "conoceles.settings.test"
        mediana = medir(pedido.candidaturas)
    print(f"Tablero de {pedido.candidaturas}: {mediana:.0f} ms (límite {MILISEGUNDOS})")
    return 0 if mediana <= MILISEGUNDOS else 1


if __name__ == "__main__":
    sys.exit(main())
