"""Personas ficticias: combinaciones al azar, con semilla, de nombres y apellidos comunes."""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from candidaturas.models import Sexo

NOMBRES = json.loads((Path(__file__).parent / "nombres.json").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Persona:
    nombres: str
    primer_apellido: str
    segundo_apellido: str
    sexo: Sexo
    nace_el: date


def personas(*, semilla: int, jornada: date, ajenas: frozenset[str]) -> Iterator[Persona]:
    """Personas sin repetir. `ajenas`: nombres completos de personas reales que no se usarán."""
    # Reproducible a propósito: no protege nada.
    azar = random.Random(semilla)  # noqa: S311
    usadas = set(ajenas)
    numero = 0
    while True:
        numero += 1
        if numero % 90 == 0:
            sexo, nombres = Sexo.NO_BINARIO, azar.choice(NOMBRES["no_binaries"])
        elif azar.random() < 0.53:
            sexo, nombres = Sexo.MUJER, azar.choice(NOMBRES["mujeres"])
        else:
            sexo, nombres = Sexo.HOMBRE, azar.choice(NOMBRES["hombres"])
        primero, segundo = azar.sample(NOMBRES["apellidos"], 2)
        # 21 a 74 años, con más personas en las edades medias.
        dias = int(azar.triangular(21 * 365.25 + 1, 74 * 365.25, 40 * 365.25))
        completo = f"{nombres} {primero} {segundo}"
        if completo not in usadas:
            usadas.add(completo)
            yield Persona(nombres, primero, segundo, sexo, jornada - timedelta(days=dias))
