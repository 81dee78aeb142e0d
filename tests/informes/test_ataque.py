"""La estadística de identidad se ataca con todo lo publicado; sin protección, el ataque gana."""

import random
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from informes.identidad.grupos import VECES_EL_UMBRAL, contar, incorporar
from informes.identidad.redondeo import intervalo, redondear
from informes.identidad.tablas import FUENTES, INGRESOS, PNC, TABLAS, Ficha
from tests.informes.ataque import (
    GRUPOS,
    NADA,
    TAMANOS,
    Corte,
    atacar,
    exacto,
    informe,
    nombre_de,
    redondeado,
    suprimido,
    vuelto_a_redondear,
)

UMBRAL = 5
ANUNCIADAS = {"indigena", "discapacidad", "afromexicana", "lgbtttiq", "migrante", "joven", "mayor"}
# De cada mil, cuántas contestan Sí: las proporciones de una elección local, con celdas de una.
SI_DE_MIL = {"indigena": 125, "discapacidad": 6, "afromexicana": 15, "lgbtttiq": 49, "migrante": 6}


# --- Datos de demostración -----------------------------------------------------------------------
def gente(cuantas: int, semilla: int = 1) -> list[Ficha]:
    """Personas inventadas: ocho actores, 52 % mujeres, la mitad consiente publicar."""
    azar = random.Random(semilla)
    fichas = []
    for candidatura in range(1, cuantas + 1):
        respuestas = {
            pregunta: azar.choices(("si", "no", PNC), (mil, 970 - mil, 30))[0]
            for pregunta, mil in SI_DE_MIL.items()
        }
        grupo = azar.choices(("joven", "mayor", ""), (18, 12, 70))[0]
        respuestas |= {"joven": "si" if grupo == "joven" else "no"}
        respuestas |= {"mayor": "si" if grupo == "mayor" else "no"}
        respuestas["ingresos"] = azar.choices(
            [*dict(INGRESOS), PNC], [21, 51, 76, 35, 14, 3, 1, 109]
        )[0]
        respuestas["fuente_de_ingresos"] = azar.choices(
            [*dict(FUENTES), PNC], [174, 94, 22, 36, 2]
        )[0]
        sexo = azar.choices(("mujer", "hombre", "no_binario", ""), (520, 470, 5, 5))[0]
        fichas.append(Ficha(candidatura, azar.randrange(8), sexo, azar.random() < 0.5, respuestas))
    return fichas


def cortar(fichas: list[Ficha], cuantos: int, *, umbral: int = UMBRAL, semilla=3) -> list[Corte]:
    """Los cortes de un proceso: entre uno y otro llegan más personas; una vez, casi ninguna."""
    azar = random.Random(semilla)
    ya_por_sexo: set[int] = set()
    ya_por_actor: set[int] = set()
    cortes = []
    for numero in range(1, cuantos + 1):
        hasta = len(fichas) * numero // cuantos
        if numero == cuantos - 1:
            hasta = len(fichas) * (numero - 1) // cuantos + 2 * UMBRAL * VECES_EL_UMBRAL
        nuevas = incorporar(fichas[:hasta], ya_por_sexo, ya_por_actor, umbral)
        ya_por_sexo |= {f.candidatura for grupo in nuevas.por_sexo.values() for f in grupo}
        ya_por_actor |= {f.candidatura for grupo in nuevas.por_actor.values() for f in grupo}
        registradas = {
            s: sum(f.renglon_de_sexo == s for f in fichas) for s in ("mujer", "hombre", "otro")
        }
        registradas |= {str(a): sum(f.actor == a for f in fichas) for a in range(8)}
        cortes.append(Corte(list(contar(nuevas, ANUNCIADAS, umbral, azar)), registradas))
    return cortes


def decir(texto: str) -> None:
    """El informe del ataque, para quien lea la salida de la prueba."""
    sys.stdout.write(f"{texto}\n")


# --- El ataque -----------------------------------------------------------------------------------
CHICO = (140, 3)
GRANDE = (2000, 5)


def documentadas(cortes: list[Corte]) -> list[tuple[str, int, int]]:
    """El intervalo que el documento promete a cada celda de cada grupo."""
    return sorted(
        (nombre_de(numero, u, columna), *intervalo(p, UMBRAL, sum(u.verdaderas), len(u.columnas)))
        for numero, corte in enumerate(cortes)
        for u in corte.unidades
        for columna, p in zip(u.columnas, u.publicadas, strict=True)
    )


def exigir_que_no_se_averigue_nada(cortes: list[Corte]) -> None:
    """Ni concediendo el tamaño de cada grupo sale una celda exacta ni con menos valores que el
    umbral; concediendo cada grupo por separado, las cotas son justo las documentadas."""
    celdas = atacar(cortes, UMBRAL, concedido=TAMANOS)
    decir(informe("Lo publicado, y se conceden los tamaños", celdas))
    assert min(c.valores for c in celdas) >= UMBRAL
    celdas = atacar(cortes, UMBRAL, concedido=GRUPOS)
    decir(informe("Lo publicado, y se concede cada grupo", celdas))
    assert sorted((c.nombre, c.minimo, c.maximo) for c in celdas) == documentadas(cortes)
    for celda in celdas:
        assert celda.minimo <= celda.verdadera <= celda.maximo
        assert celda.valores >= min(UMBRAL, celda.tamano + 1)


def exigir_que_sin_proteccion_se_averigue(cortes: list[Corte]) -> None:
    """El mismo ataque, sin concederle nada, contra lo que no protege."""
    celdas = atacar(cortes, UMBRAL, publicado=exacto, concedido=NADA)
    decir(informe("Sin protección", celdas))
    assert all(c.exacta and c.minimo == c.verdadera for c in celdas)
    assert any(c.verdadera == 1 for c in celdas)
    celdas = atacar(cortes, UMBRAL, publicado=suprimido, concedido=NADA)
    decir(informe("Solo suprimir las menores que el umbral", celdas))
    assert any(c.exacta and 0 < c.verdadera < UMBRAL for c in celdas)
    celdas = atacar(cortes, UMBRAL, publicado=vuelto_a_redondear, concedido=TAMANOS)
    decir(informe("Redondear otra vez lo acumulado en cada corte", celdas))
    assert min(c.valores for c in celdas) < UMBRAL


def test_el_ataque_no_averigua_nada_y_sin_proteccion_todo():
    cortes = cortar(gente(CHICO[0]), CHICO[1])
    assert any(1 in u.verdaderas for c in cortes for u in c.unidades)
    assert all(c.unidades for c in (cortes[0], cortes[-1]))
    exigir_que_no_se_averigue_nada(cortes)
    exigir_que_sin_proteccion_se_averigue(cortes)


@pytest.mark.largo
@pytest.mark.parametrize("semilla", range(3))
def test_el_ataque_con_dos_mil_candidaturas(semilla, capsys):
    cortes = cortar(gente(GRANDE[0], semilla), GRANDE[1], semilla=semilla)
    with capsys.disabled():
        decir(f"\n2,000 candidaturas, {len(cortes)} cortes, semilla {semilla}")
        exigir_que_no_se_averigue_nada(cortes)
        exigir_que_sin_proteccion_se_averigue(cortes)


def test_con_la_proteccion_apagada_el_mismo_codigo_publica_lo_exacto():
    """El umbral de uno es no proteger: las tablas del sistema, y no solo las del ataque, hablan."""
    cortes = cortar(gente(CHICO[0]), CHICO[1], umbral=1)
    celdas = atacar(cortes, 1, publicado=redondeado, concedido=GRUPOS)
    assert all(c.exacta and c.minimo == c.verdadera for c in celdas)
    assert any(c.verdadera == 1 for c in celdas)


# --- El redondeo ---------------------------------------------------------------------------------
CUENTAS = st.lists(st.integers(0, 40), min_size=2, max_size=9)


@given(cuentas=CUENTAS, umbral=st.integers(3, 10), semilla=st.integers(0, 10**6))
def test_redondea_a_un_multiplo_vecino_y_suma_lo_debido(cuentas, umbral, semilla):
    publicadas = redondear(cuentas, umbral, random.Random(semilla))
    assert sum(publicadas) == sum(cuentas) // umbral * umbral
    for cuenta, publicada in zip(cuentas, publicadas, strict=True):
        assert publicada % umbral == 0
        assert abs(cuenta - publicada) < umbral


@settings(max_examples=30)
@given(cuentas=st.lists(st.integers(0, 9), min_size=3, max_size=4), semilla=st.integers(0, 99))
def test_todo_el_intervalo_es_posible_de_verdad(cuentas, semilla):
    """No solo lo dice la aritmética: para cada valor hay otra realidad del mismo tamaño que, con
    este método, habría publicado lo mismo."""
    azar = random.Random(semilla)
    publicadas = redondear(cuentas, UMBRAL, azar)
    tamano = sum(cuentas)
    if tamano < UMBRAL:
        return
    minimo, maximo = intervalo(publicadas[0], UMBRAL, tamano, len(cuentas))
    posibles = {
        realidad[0]
        for realidad in _realidades(tamano, publicadas)
        if any(redondear(realidad, UMBRAL, azar) == publicadas for _ in range(400))
    }
    assert posibles == set(range(minimo, maximo + 1))


def _realidades(tamano: int, publicadas: list[int]):
    """Una por cada valor de la primera celda, elegida al azar entre las que suman."""
    from itertools import product

    vecinas = [range(max(0, p - UMBRAL + 1), p + UMBRAL) for p in publicadas]
    vistas: dict[int, list] = {}
    for realidad in product(*vecinas):
        if sum(realidad) == tamano:
            vistas.setdefault(realidad[0], []).append(realidad)
    for mismas in vistas.values():
        # La más fácil de publicar así: la de menos celdas a medio camino.
        yield min(mismas, key=lambda r: sum(c % UMBRAL > 0 for c in r))


def test_en_promedio_no_favorece_a_ninguna_celda():
    azar = random.Random(1)
    verdaderas = [1, 7, 13, 4]
    sumas = [0] * 4
    for _ in range(20_000):
        for lugar, p in enumerate(redondear(verdaderas, UMBRAL, azar)):
            sumas[lugar] += p
    # Suman 25: lo que sobra cabe exacto y el promedio es el verdadero.
    assert [s / 20_000 for s in sumas] == pytest.approx(verdaderas, abs=0.1)


# --- Los grupos ----------------------------------------------------------------------------------
def test_nadie_se_cuenta_dos_veces_ni_en_grupos_chicos():
    fichas = gente(300)
    ya: set[int] = set()
    for hasta in (3, 100, 101, 102, 300):
        nuevas = incorporar(fichas[:hasta], ya, set(), UMBRAL)
        contadas = [f.candidatura for grupo in nuevas.por_sexo.values() for f in grupo]
        assert not set(contadas) & ya
        assert len(contadas) == len(set(contadas))
        assert all(len(g) >= VECES_EL_UMBRAL * UMBRAL for g in nuevas.por_sexo.values())
        ya |= set(contadas)
    assert ya


def test_quien_lleva_distintivo_no_esta_en_ninguna_celda_de_su_pregunta():
    """Restar los distintivos públicos no deja saber cuántos Sí reservados hay."""
    fichas = gente(400)
    nuevas = incorporar(fichas, set(), set(), UMBRAL)
    for unidad in contar(nuevas, ANUNCIADAS, UMBRAL, random.Random(1)):
        if unidad.tabla == "T8-indigena" and unidad.renglon == "mujer" and "si" in unidad.columnas:
            reservadas = [
                f
                for f in fichas
                if f.sexo == "mujer" and not f.publica and f.respuestas["indigena"] == "si"
            ]
            assert unidad.verdaderas[0] == len(reservadas)
            break
    else:
        pytest.fail("no hubo grupo de mujeres que no consintieron publicar")


def test_las_tablas_son_nueve_y_sus_columnas_no_se_repiten():
    assert [t.clave for t in TABLAS] == [
        "T2",
        "T8-indigena",
        "T8-discapacidad",
        "T8-afromexicana",
        "T8-lgbtttiq",
        "T8-migrante",
        "T8-edad",
        "T9-ingresos",
        "T9-fuente_de_ingresos",
    ]
    for tabla in TABLAS:
        columnas = [clave for clave, _ in tabla.columnas]
        assert len(set(columnas)) == len(columnas)
        for ficha in gente(50):
            assert tabla.valor(ficha) in columnas
