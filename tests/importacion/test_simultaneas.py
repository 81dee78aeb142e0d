"""Dos personas importan el mismo archivo a la vez."""

import threading

import pytest
from django.db import connection

from captura.importacion import servicio
from captura.importacion.reporte import Reporte
from tests.importacion import archivos
from tests.importacion.archivos import fila_local
from tests.importacion.conftest import crear_proceso

pytestmark = pytest.mark.django_db(transaction=True)


def _a_la_vez(ruta, cuantas=2):
    salida, resultados, fallas = threading.Barrier(cuantas), [], []

    def importar():
        try:
            salida.wait(10)
            resultados.append(
                servicio.importar_candidaturas(
                    ruta=ruta, clave_de_proceso="pel-prueba", reporte=Reporte(),
                    crear_catalogos=True,
                )
            )  # fmt: skip
        except Exception as error:  # noqa: BLE001
            fallas.append(error)
        finally:
            connection.close()

    hilos = [threading.Thread(target=importar) for _ in range(cuantas)]
    for hilo in hilos:
        hilo.start()
    for hilo in hilos:
        hilo.join(60)
    return resultados, fallas


def _archivo(tmp_path):
    filas = [
        fila_local(num_lista_o_formula=str(n), partido_coalicion="VA POR EL SOTOL")
        for n in range(40)
    ]
    return archivos.local(tmp_path / "a.csv", *filas)


def test_dos_importaciones_simultaneas_dejan_lo_mismo_que_una(tmp_path):
    proceso = crear_proceso()
    resultados, fallas = _a_la_vez(_archivo(tmp_path))
    assert not fallas
    assert sorted(r.creadas for r in resultados) == [0, 40]
    assert sorted(r.sin_cambio for r in resultados) == [0, 40]
    assert proceso.candidaturas.count() == 40
    assert proceso.actores.filter(nombre="Va por el Sotol").count() == 1


def test_sin_el_candado_la_carrera_existe(tmp_path, monkeypatch):
    """Control negativo: si esto dejara de fallar, la prueba anterior no probaría nada."""
    crear_proceso()
    listas = threading.Barrier(2)
    original = servicio._importar

    def sin_candado(consulta, **_):
        return consulta.all()

    def a_la_par(*argumentos, **opciones):
        listas.wait(10)
        return original(*argumentos, **opciones)

    from django.db.models import QuerySet

    monkeypatch.setattr(QuerySet, "select_for_update", sin_candado)
    monkeypatch.setattr(servicio, "_importar", a_la_par)
    _, fallas = _a_la_vez(_archivo(tmp_path))
    assert len(fallas) == 1
