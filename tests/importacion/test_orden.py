"""La orden `importar_candidaturas`: lo que imprime, con qué código sale y el reporte."""

import csv
from io import StringIO

import pytest
from django.core.management import call_command

from candidaturas.models import Candidatura
from tests.importacion import archivos
from tests.importacion.archivos import fila_local


class Salida:
    def __init__(self, *argumentos):
        self.out, self.err, self.codigo = StringIO(), StringIO(), 0
        try:
            call_command("importar_candidaturas", *map(str, argumentos), stdout=self.out,
                         stderr=self.err)  # fmt: skip
        except SystemExit as fin:
            self.codigo = fin.code
        self.texto, self.error = self.out.getvalue(), self.err.getvalue()


@pytest.fixture
def orden(proceso):
    return lambda *argumentos: Salida(*argumentos, "--proceso", proceso.clave)


def test_imprime_cuentas_que_cuadran(tmp_path, orden):
    salida = orden(archivos.local(tmp_path / "a.csv", fila_local()))
    assert salida.codigo == 0
    assert "Renglones 1 = creadas 1 + actualizadas 0 + sin cambio 0 + rechazadas 0" in salida.texto


def test_simular_lo_dice(tmp_path, orden):
    salida = orden(archivos.local(tmp_path / "a.csv", fila_local()), "--simular")
    assert "SIMULACIÓN" in salida.texto
    assert not Candidatura.objects.exists()


def test_un_archivo_que_no_sirve_sale_con_2_y_una_oracion(tmp_path, orden):
    salida = orden(tmp_path / "nada.xls")
    assert salida.codigo == 2
    assert salida.error.count("\n") == 1
    assert "no existe" in salida.error
    assert salida.texto == ""


def test_los_rechazos_salen_con_1_y_dicen_la_fila(tmp_path, orden):
    filas = [fila_local(tipo_candidato="?", num_lista_o_formula=str(n)) for n in range(12)]
    salida = orden(archivos.local(tmp_path / "a.csv", *filas))
    assert salida.codigo == 1
    assert "Fila 2, TIPO_CANDIDATO" in salida.error
    assert "y 2 rechazos más" in salida.error
    assert "--omitir-rechazadas" in salida.error


def test_el_reporte_se_escribe_tambien_cuando_hay_rechazos(tmp_path, orden):
    reporte = tmp_path / "r.csv"
    ruta = archivos.local(tmp_path / "a.csv", fila_local(tipo_candidato="=1+1"), fila_local())
    assert orden(ruta, "--reporte", reporte).codigo == 1
    with reporte.open(encoding="utf-8-sig", newline="") as archivo:
        renglones = list(csv.DictReader(archivo))
    rechazo = next(r for r in renglones if r["nivel"] == "rechazo")
    assert rechazo["fila"] == "2"
    assert rechazo["columna"] == "TIPO_CANDIDATO"
    # Una hoja de cálculo lo ejecutaría.
    assert rechazo["valor"] == "'=1+1"
    assert [int(r["fila"] or 0) for r in renglones] == sorted(
        int(r["fila"] or 0) for r in renglones
    )


def test_un_reporte_que_no_se_puede_escribir_no_deja_empezar(tmp_path, orden):
    ruta = archivos.local(tmp_path / "a.csv", fila_local())
    salida = orden(ruta, "--reporte", tmp_path / "no" / "hay" / "r.csv")
    assert salida.codigo == 2
    assert not Candidatura.objects.exists()


def test_el_reporte_no_pisa_el_archivo_de_origen(tmp_path, orden):
    ruta = archivos.local(tmp_path / "a.csv", fila_local())
    antes = ruta.read_bytes()
    assert orden(ruta, "--reporte", ruta).codigo == 2
    assert ruta.read_bytes() == antes


def test_un_proceso_inexistente_sale_con_2(tmp_path, db):
    ruta = archivos.local(tmp_path / "a.csv", fila_local())
    salida = Salida(ruta, "--proceso", "ninguno")
    assert salida.codigo == 2
    assert "ninguno" in salida.error
