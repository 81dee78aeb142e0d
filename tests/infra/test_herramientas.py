"""Las herramientas de las pruebas sirven: el trabajador trabaja y el navegador navega."""

import os

from django.core.cache import cache
from django.db import connection

from conoceles.celery import LATIDO, latido


def test_el_trabajador_es_otro_proceso_y_hace_lo_encargado(trabajador, esperar):
    cache.delete(LATIDO)
    assert trabajador.pid != os.getpid()
    latido.delay()
    assert esperar(lambda: cache.get(LATIDO))


def test_la_base_de_pruebas_es_postgresql_18(db):
    assert connection.vendor == "postgresql"
    if "conoceles-servidores-" in connection.settings_dict["HOST"]:
        assert connection.pg_version // 10_000 == 18


def test_el_navegador_abre_el_sitio_en_las_dos_pantallas(abrir_pagina):
    for ancho in (360, 1280):
        pagina = abrir_pagina(ancho)
        assert pagina.goto("/salud/").headers["content-type"] == "application/json"
        assert pagina.evaluate("window.innerWidth") == ancho
