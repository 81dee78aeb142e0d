"""El sorteo del día: comprometido de antemano, repetible por cualquiera y parejo."""

import json
import random
import subprocess
import sys
from datetime import timedelta
from hashlib import sha256

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction

from candidaturas import sorteo
from candidaturas.models import CompromisoDeSorteo
from candidaturas.repetir_sorteo import (
    ESPERADAS_MINIMAS,
    claves_hasta,
    cola_de_ji_cuadrada,
    huella_de,
    informe,
    medir,
    significancia,
    sortear,
)
from conoceles.comun import reloj
from tests.fabricas import CandidaturaFactory, EleccionFactory

PAGINA = "/informacion/sorteo/"


def huella_a_mano(texto: str) -> str:
    return sha256(texto.encode()).hexdigest()


@pytest.fixture
def eleccion(db):
    eleccion = EleccionFactory()
    CandidaturaFactory.create_batch(8, formula__eleccion=eleccion)
    return eleccion


# --- El compromiso -------------------------------------------------------------------------------
def test_la_huella_se_publica_antes_del_primer_dia(db):
    compromiso = sorteo.comprometer()
    assert compromiso.desde == reloj.hoy() + timedelta(days=1)
    assert sorteo.clave_del_dia(reloj.hoy()) == ""
    assert huella_a_mano(sorteo.clave_del_dia(compromiso.desde)) == compromiso.huella
    assert sorteo.clave_del_dia(compromiso.hasta)
    assert sorteo.clave_del_dia(compromiso.hasta + timedelta(days=1)) == ""


def test_la_clave_de_cada_dia_es_la_huella_de_la_siguiente(sorteado):
    dias = [sorteado.desde + timedelta(days=n) for n in range(sorteado.dias)]
    claves = [sorteo.clave_del_dia(dia) for dia in (*dias[:3], *dias[-3:])]
    for antes, despues in ((0, 1), (1, 2), (3, 4), (4, 5)):
        assert claves[antes] == huella_a_mano(claves[despues])
    assert len(set(claves)) == 6


def test_se_compromete_una_vez_y_se_renueva_un_mes_antes(db):
    primero = sorteo.comprometer()
    assert sorteo.comprometer() is None
    with reloj.en(reloj.ahora() + timedelta(days=primero.dias - 20)):
        segundo = sorteo.comprometer()
        assert segundo.desde == primero.hasta + timedelta(days=1)
        assert sorteo.comprometer() is None


def test_el_trabajador_y_la_orden_lo_publican(db, capsys):
    from candidaturas.tasks import comprometer_sorteo

    assert comprometer_sorteo() is True
    assert comprometer_sorteo() is False
    call_command("comprometer_sorteo")
    assert CompromisoDeSorteo.objects.get().huella in capsys.readouterr().out


def test_un_compromiso_publicado_no_se_cambia_ni_se_borra(sorteado):
    for cambio in ({"huella": "0" * 64}, {"dias": 1}):
        with pytest.raises(DatabaseError), transaction.atomic():
            CompromisoDeSorteo.objects.update(**cambio)
    with pytest.raises(DatabaseError), transaction.atomic():
        CompromisoDeSorteo.objects.all().delete()


def test_con_otra_llave_no_se_sortea_y_se_compromete_otra_cadena(
    client, settings, sorteado, eleccion
):
    settings.SORTEO_LLAVE = "otra"
    pagina = client.get("/candidaturas/", {"orden": "sorteo"})
    assert "Hoy no hay sorteo" in pagina.text
    assert pagina.context["listado"].forma.orden == "boleta"
    assert "Hoy no hay sorteo" in client.get(f"/comparar/?eleccion={eleccion.pk}&orden=sorteo").text
    assert "Hoy no hay sorteo" in client.get(PAGINA).text
    assert sorteo.comprometer().desde == reloj.hoy() + timedelta(days=1)


def test_lo_publicado_no_deja_saber_la_clave_de_manana(client, sorteado, eleccion):
    hoy = reloj.hoy()
    publico = client.get(PAGINA).text + client.get(f"{PAGINA}datos.json").text
    assert sorteo.clave_del_dia(hoy) in publico
    for dias in range(1, 30):
        assert sorteo.clave_del_dia(hoy + timedelta(days=dias)) not in publico


# --- Repetirlo -----------------------------------------------------------------------------------
def repetir(client, tmp_path, cambio=lambda datos: None) -> subprocess.CompletedProcess:
    """Como lo haría cualquiera: con los dos archivos descargados y Python solo."""
    (tmp_path / "repetir.py").write_bytes(client.get(f"{PAGINA}repetir.py").content)
    datos = client.get(f"{PAGINA}datos.json").json()
    cambio(datos)
    (tmp_path / "datos.json").write_text(json.dumps(datos))
    return subprocess.run(
        [sys.executable, "-I", "repetir.py", "datos.json"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )


def test_cualquiera_repite_el_informe_y_le_da_lo_mismo(client, tmp_path, sorteado, eleccion):
    """Con los identificadores que toquen, a veces el azar se aparta: la página, el programa y la
    orden dicen lo mismo siempre."""
    pagina = client.get(PAGINA)
    equidad = pagina.context["elecciones"][0]["equidad"]
    se_aparta = equidad.valor_p < pagina.context["significancia"]
    repetido = repetir(client, tmp_path)
    assert repetido.stderr == ""
    assert repetido.returncode == se_aparta
    assert "La huella cuadra. 60 días" in repetido.stdout
    assert f"ji cuadrada {equidad.ji_cuadrada:.1f}" in repetido.stdout
    assert f"p = {equidad.valor_p:.4f}" in repetido.stdout
    assert ("Se aparta del azar" if se_aparta else "Por igual") in pagina.text
    if not se_aparta:
        call_command("informe_de_equidad", proceso=eleccion.cargo.proceso.clave)


def test_una_clave_cambiada_se_descubre(client, tmp_path, sorteado, eleccion):
    repetido = repetir(client, tmp_path, lambda d: d.update(clave_de_hoy="0" * 64))
    assert repetido.returncode == 1
    assert "NO CUADRA" in repetido.stdout


def test_la_lista_de_hoy_es_el_ultimo_sorteo_del_informe(client, sorteado, eleccion):
    datos = client.get(f"{PAGINA}datos.json").json()
    orden = sortear(datos["clave_de_hoy"], datos["elecciones"][0]["candidaturas"])
    pagina = client.get("/candidaturas/", {"orden": "sorteo"})
    assert [c.pk for c in pagina.context["listado"].pagina] == orden


def test_el_detalle_suma_los_dias_de_cada_candidatura(client, sorteado, eleccion):
    detalle = client.get(PAGINA, {"eleccion": eleccion.pk}).context["detalle"]
    assert [sum(cuentas) for _, cuentas in detalle["filas"]] == [60] * 8
    assert client.get(PAGINA, {"eleccion": "9" * 30}).context["detalle"] is None


def test_sin_compromiso_el_informe_lo_dice(db):
    with pytest.raises(CommandError, match="Hoy no hay sorteo"):
        call_command("informe_de_equidad")


# --- La prueba de equidad ------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("valor", "grados", "cola"),
    [
        (3.841, 1, 0.05),
        (9.488, 4, 0.05),
        (61.656, 45, 0.05),
        (124.342, 100, 0.05),
        (6.635, 1, 0.01),
    ],
)
def test_la_cola_de_la_ji_cuadrada_es_la_de_las_tablas(valor, grados, cola):
    assert cola_de_ji_cuadrada(valor, grados) == pytest.approx(cola, rel=0.002)


@pytest.mark.parametrize("cuantas", [2, 3, 8, 17, 144])
@pytest.mark.parametrize("dias", [1, 9, 60, 366])
def test_cada_celda_espera_al_menos_cinco(cuantas, dias):
    candidaturas = list(range(cuantas))
    equidad = medir(candidaturas, (candidaturas for _ in range(dias)), dias)
    assert sum(equidad.tramos) == cuantas
    if equidad.se_puede_probar:
        assert min(equidad.esperadas) >= ESPERADAS_MINIMAS
    else:
        assert dias < 2 * ESPERADAS_MINIMAS


def medir_con(claves: list[str], ordenar, cuantas: int = 8):
    candidaturas = list(range(101, 101 + cuantas))
    return medir(candidaturas, (ordenar(clave, candidaturas) for clave in claves), len(claves))


CLAVES = claves_hasta(huella_de("prueba"), 59)


def test_el_azar_pasa_y_no_mas_de_lo_que_debe():
    """En 400 cadenas, cerca de una de cada veinte queda bajo 0.05."""
    for cuantas in (8, 30):
        valores = [
            medir_con(claves_hasta(huella_de(f"{n}"), 59), sortear, cuantas).valor_p
            for n in range(400)
        ]
        assert 0.025 <= sum(p < 0.05 for p in valores) / 400 <= 0.08
        assert 0.4 <= sum(p < 0.5 for p in valores) / 400 <= 0.6


azar = random.Random(7)


@pytest.mark.parametrize(
    "tramposo",
    [
        lambda clave, c: sorted(c),
        lambda clave, c: sortear("la misma siempre", c),
        # Una sola candidatura sube un lugar uno de cada dos días.
        lambda clave, c: _con_ventaja(sortear(clave, c)),
        # Gira: cada día avanza uno, pero nunca pasa de la mitad.
        lambda clave, c: [*c[: int(clave, 16) % 4], *sortear(clave, c[int(clave, 16) % 4 :])],
    ],
)
def test_un_orden_que_favorece_a_alguien_se_descubre(tramposo):
    claves = claves_hasta(huella_de("prueba"), 119)
    assert medir_con(claves, tramposo).valor_p < significancia({1: medir_con(claves, sortear)})


def _con_ventaja(orden: list[int]) -> list[int]:
    """La 101 va primera uno de cada tres días; los demás, donde le toque."""
    if azar.random() < 1 / 3:
        orden = [101, *(c for c in orden if c != 101)]
    return orden


def test_el_informe_se_niega_si_la_huella_no_cuadra():
    datos = {"clave_de_hoy": CLAVES[-1], "dia": 59, "huella": huella_de("otra"), "elecciones": []}
    with pytest.raises(ValueError, match="no lleva a la huella"):
        informe(datos)
