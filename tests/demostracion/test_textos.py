"""Los textos de la demostración: nadie propone, palabra por palabra, lo que otra persona."""

import random

from captura.demostracion.textos import cuestionario_ficticio


def test_no_hay_dos_personas_con_la_misma_propuesta():
    azar = random.Random(2023)
    gente = [cuestionario_ficticio(azar, numero=n, lugar="Saltillo") for n in range(300)]
    propuestas = [p[campo] for p in gente for campo in ("propuesta_1", "propuesta_2")]
    assert len(set(propuestas)) == len(propuestas)
    # Tampoco empiezan todas igual: en una lista se lee el principio.
    assert len({p[:80] for p in propuestas}) > 10


def test_el_agua_se_halla_en_las_propuestas_y_no_en_cualquier_texto():
    azar = random.Random(2023)
    gente = [cuestionario_ficticio(azar, numero=n, lugar="Saltillo") for n in range(300)]
    con_agua = [p for p in gente if "agua" in f"{p['propuesta_1']} {p['propuesta_2']}"]
    en_lo_demas = [p for p in gente if "agua" in f"{p['motivo_cargo_publico']}"]
    assert 10 < len(con_agua) < 150
    assert en_lo_demas == []
