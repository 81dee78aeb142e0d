"""La búsqueda perdona: nombres mal escritos por un método dicho, y cuántos se hallan."""

import itertools
import random
from datetime import date
from urllib.parse import urlencode

import pytest
from django.http import QueryDict

from candidaturas.listado import listar
from candidaturas.models import Candidatura, TipoDeCandidatura
from captura.demostracion.personas import personas
from tests.fabricas import FormulaFactory

pytestmark = pytest.mark.django_db

# Cómo se equivoca quien escribe un nombre de oído: letras que en español suenan igual.
SUENAN_IGUAL = [("z", "s"), ("s", "z"), ("b", "v"), ("v", "b"), ("ll", "y"), ("y", "ll"), ("h", "")]
SUENAN_IGUAL += [("ge", "je"), ("gi", "ji"), ("c", "s"), ("qu", "k"), ("ñ", "n"), ("x", "j")]


def _mal_escrita(azar: random.Random, palabra: str) -> str:
    """Un solo error: una letra que suena igual, que falta, que sobra o cambiada de lugar."""
    lugar = azar.randrange(1, len(palabra) - 1)
    opciones = [
        palabra[:lugar] + palabra[lugar + 1 :],
        palabra[:lugar] + palabra[lugar] + palabra[lugar:],
        palabra[:lugar] + palabra[lugar + 1] + palabra[lugar] + palabra[lugar + 2 :],
    ]
    opciones += [palabra.replace(a, b, 1) for a, b in SUENAN_IGUAL if a in palabra]
    return azar.choice([o for o in opciones if o != palabra])


def test_de_doscientos_nombres_mal_escritos_se_halla_el_95_por_ciento(registro_en_memoria):
    """Nombre y dos apellidos de la demostración, con un error en una de sus palabras."""
    azar = random.Random(2023)
    gente = list(
        itertools.islice(personas(semilla=2023, jornada=date(2023, 6, 4), ajenas=frozenset()), 600)
    )
    formula = FormulaFactory()
    proceso = formula.eleccion.cargo.proceso
    creadas = Candidatura.objects.bulk_create(
        Candidatura(
            formula=formula,
            proceso=proceso,
            nombre=f"{p.nombres} {p.primer_apellido} {p.segundo_apellido}",
            tipo=TipoDeCandidatura.PROPIETARIA,
            por_aclarar="Prueba.",
            edad=40,
        )
        for p in gente
    )
    halladas = 0
    muestra = azar.sample(creadas, 210)
    for candidatura in muestra:
        palabras = candidatura.nombre.lower().split()
        lugar = azar.choice([i for i, p in enumerate(palabras) if len(p) > 3])
        palabras[lugar] = _mal_escrita(azar, palabras[lugar])
        pedido = {"q": " ".join(palabras), "proceso": proceso.clave}
        tarjetas = listar(QueryDict(urlencode(pedido)), "/").pagina.object_list
        halladas += candidatura.pk in [c.pk for c in tarjetas[:5]]
    assert halladas / len(muestra) >= 0.95, f"{halladas} de {len(muestra)}"
