"""Mide lo que espera quien captura, con textos inventados: `make bench-captura`.

Levanta servidores temporales, llena un proceso y toma el peor de 95 de cada cien intentos. Falla si
algo pasa de su límite.
"""

import os
import random
import sys
import tempfile
import time
from collections.abc import Callable

LIMITES_MS = {"parecido": 100, "autoguardado": 50}
TEXTOS = 20_000
CAMPOS_POR_CANDIDATURA = 6
INTENTOS = 60
_SILABAS = [c + v for c in "bcdfglmnprst" for v in "aeiou"]
_MULETILLAS = [
    "con el compromiso de trabajar por las familias de nuestro distrito",
    "vamos a gestionar más recursos para el mantenimiento de las calles",
    "porque creo en una política cercana a la gente y sin privilegios",
]


def _texto(azar: random.Random, vocabulario: list[str], caracteres: int) -> str:
    """Frases de un vocabulario común con muletillas que muchas personas repiten."""
    partes: list[str] = []
    largo = 0
    while largo < caracteres:
        frase = " ".join(azar.choices(vocabulario, k=azar.randint(6, 14)))
        partes.append(azar.choice(_MULETILLAS) if azar.random() < 0.1 else frase)
        largo += len(partes[-1]) + 2
    return ". ".join(partes)


def llenar(azar: random.Random):
    """Un proceso con TEXTOS textos; uno de cada cinco, copiado con pocos cambios."""
    from captura import parecidos
    from captura.models import Cuestionario, Estado
    from tests.fabricas import ActorFactory, CandidaturaFactory, EleccionFactory, FormulaFactory

    vocabulario = ["".join(azar.choices(_SILABAS, k=azar.randint(2, 4))) for _ in range(6000)]
    eleccion = EleccionFactory()
    proceso = eleccion.cargo.proceso
    actores = [ActorFactory(proceso=proceso) for _ in range(8)]
    previos: list[str] = []
    cuestionarios = []
    for n in range(TEXTOS // CAMPOS_POR_CANDIDATURA + 1):
        formula = FormulaFactory(eleccion=eleccion, actor=actores[n % 8], numero=n)
        candidatura = CandidaturaFactory(formula=formula)
        textos = {}
        for campo in parecidos.CAMPOS:
            maximo = 1500 if campo in Cuestionario.PROPUESTAS else 3500
            if previos and azar.random() < 0.2:
                textos[campo] = azar.choice(previos) + " " + azar.choice(vocabulario)
            else:
                textos[campo] = _texto(azar, vocabulario, azar.randint(300, maximo))
            previos.append(textos[campo])
        cuestionarios.append(
            Cuestionario(candidatura=candidatura, estado=Estado.EN_CAPTURA, **textos)
        )
    Cuestionario.objects.bulk_create(cuestionarios, batch_size=500)
    inicio = time.perf_counter()
    cuantos = parecidos.rehacer(proceso)
    print(f"{cuantos} textos comparados en {time.perf_counter() - inicio:.1f} s")
    return proceso, cuestionarios, previos


def medir(nombre: str, accion: Callable[[int], object]) -> bool:
    """Dice el tiempo que no pasan 95 de cada cien intentos; falso si pasa del límite."""
    tiempos = []
    for n in range(INTENTOS):
        inicio = time.perf_counter()
        accion(n)
        tiempos.append((time.perf_counter() - inicio) * 1000)
    tiempos.sort()
    medio, alto = tiempos[len(tiempos) // 2], tiempos[int(len(tiempos) * 0.95)]
    limite = LIMITES_MS[nombre]
    print(f"{nombre}: la mitad en {medio:.0f} ms, 95 % en {alto:.0f} ms (límite {limite} ms)")
    return alto <= limite


def correr() -> bool:
    from django.core.management import call_command
    from django.db import connection

    from captura.parecidos import parecidos_a, parejas_del_proceso

    call_command("migrate", verbosity=0)
    azar = random.Random(2023)  # noqa: S311
    proceso, cuestionarios, textos = llenar(azar)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    candidatura = cuestionarios[0].candidatura
    bien = medir("parecido", lambda n: parecidos_a(azar.choice(textos), candidatura=candidatura))
    inicio = time.perf_counter()
    parejas = parejas_del_proceso(proceso)
    print(f"{len(parejas)} parejas de todo el proceso en {time.perf_counter() - inicio:.1f} s")
    return bien


def main() -> None:
    import django

    from conoceles import embebidos

    with tempfile.TemporaryDirectory() as carpeta, embebidos.temporales() as direcciones:
        os.environ.update(direcciones, CONOCELES_DATOS=carpeta)
        os.environ["DJANGO_SETTINGS_MODULE"] = "conoceles.settings.test"
        django.setup()
        bien = correr()
    sys.exit(not bien)


if __name__ == "__main__":
    main()
