"""Los catálogos de Coahuila: completos, y cargarlos otra vez no cambia nada."""

import csv

import pytest

from candidaturas import catalogos
from candidaturas.models import (
    ActorPolitico,
    Distrito,
    Eleccion,
    Localidad,
    MarcoSeccional,
    Municipio,
    Parametro,
    ProcesoElectoral,
    Seccion,
    SeccionRetirada,
)

# Los da `coahuila` tal como los dejó una carga de verdad al empezar la corrida.
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("coahuila_en_el_modulo")]


def renglones(nombre):
    with (catalogos.CARPETA / nombre).open(encoding="utf-8", newline="") as archivo:
        return list(csv.DictReader(archivo))


def test_estan_los_38_municipios_los_16_distritos_y_las_1752_secciones():
    assert Municipio.objects.count() == len(renglones("municipios.csv")) == 38
    assert Distrito.objects.filter(demarcacion__clave="coahuila-local-2022").count() == 16
    assert Seccion.objects.filter(marco__clave="coahuila-2023").count() == 1752
    assert Seccion.objects.filter(marco__clave="coahuila-2016").count() == 1701
    assert SeccionRetirada.objects.count() == len(renglones("secciones_retiradas.csv"))
    assert Localidad.objects.count() == len(renglones("localidades.csv"))


def test_cada_seccion_lleva_al_distrito_y_municipio_de_su_fuente():
    marco = MarcoSeccional.objects.get(clave="coahuila-2023")
    guardadas = {
        s.numero: (s.municipio.numero, s.distrito.numero)
        for s in marco.secciones.select_related("municipio", "distrito")
    }
    esperadas = {
        int(f["seccion"]): (int(f["municipio_id"]), int(f["distrito_local"]))
        for f in renglones("secciones_pel2023.csv")
    }
    assert guardadas == esperadas


def test_cargar_dos_veces_no_cambia_nada():
    def foto():
        return {
            modelo.__name__: sorted(modelo.objects.values_list("pk", flat=True))
            for modelo in (Municipio, Seccion, Localidad, Eleccion, ActorPolitico, Parametro)
        }

    antes = foto()
    cuentas = catalogos.cargar()
    assert foto() == antes
    assert catalogos.cargar() == cuentas
    assert foto() == antes


def test_recargar_no_pisa_lo_que_el_personal_edito():
    proceso = ProcesoElectoral.objects.get(clave="pel-2023")
    proceso.nombre = "Nombre corregido"
    proceso.save()
    Parametro.objects.filter(proceso=proceso, clave="campana_hasta").update(cita="Acuerdo real")
    catalogos.cargar()
    proceso.refresh_from_db()
    assert proceso.nombre == "Nombre corregido"
    assert Parametro.objects.get(proceso=proceso, clave="campana_hasta").cita == "Acuerdo real"


def test_las_coaliciones_de_2023_llevan_sus_partidos_y_quien_captura():
    alianza = ActorPolitico.objects.get(
        proceso__clave="pel-2023", nombre="Alianza Ciudadana por la Seguridad"
    )
    assert set(alianza.partidos.values_list("sigla", flat=True)) == {"PRI", "PAN", "PRD"}
    assert alianza.partido_captura.sigla == "PRI"
    assert alianza.convenio


def test_ningun_plazo_se_da_por_ley_sin_cita():
    for parametro in Parametro.objects.all():
        assert parametro.cita, parametro
    proceso = ProcesoElectoral.objects.get(clave="pel-2023")
    assert proceso.parametro("dias_captura") is None
    assert proceso.parametro("dias_verificacion") is None


def test_una_retirada_lo_es_segun_el_marco():
    """Dieciséis números siguen en el marco 2023 aunque el siguiente ya no los tenga."""
    en_2023 = set(
        Seccion.objects.filter(marco__clave="coahuila-2023").values_list("numero", flat=True)
    )
    retiradas = set(SeccionRetirada.objects.values_list("numero", flat=True))
    assert len(en_2023 & retiradas) == 16
