"""El informe de mayo de 2023 cabe entero como datos, erratas incluidas."""

from datetime import date

import pytest

from captura.models import Canal
from informes import redaccion
from informes.carga import cargar_informe_de_mayo
from informes.models import (
    Actividad,
    Acuerdo,
    EstadoDeActividad,
    FechaConLugar,
    InformeMensual,
    PuntoDelOrden,
    Reunion,
    TipoDeActividad,
)
from informes.presentacion import historia
from tests.informes.conftest import momento


def cuentas() -> list[int]:
    modelos = (InformeMensual, Acuerdo, Actividad, FechaConLugar, Reunion, PuntoDelOrden)
    return [modelo.objects.count() for modelo in modelos]


def test_carga_siete_acuerdos_veintiuna_actividades_y_tres_reuniones(proceso):
    informe = cargar_informe_de_mayo(proceso=proceso)
    assert cuentas() == [1, 7, 21, 11, 3, 17]
    assert (informe.desde, informe.hasta) == (date(2023, 4, 25), date(2023, 5, 29))
    assert informe.es_aprobado


def test_las_nueve_clases_de_actividad_aparecen(proceso):
    cargar_informe_de_mayo(proceso=proceso)
    assert set(Actividad.objects.values_list("tipo", flat=True)) == set(TipoDeActividad)


def test_cargar_dos_veces_deja_lo_mismo(proceso):
    cargar_informe_de_mayo(proceso=proceso)
    antes = cuentas()
    cargar_informe_de_mayo(proceso=proceso)
    assert cuentas() == antes


def test_una_carga_sin_aprobar_se_repite_sin_duplicar(proceso):
    informe = cargar_informe_de_mayo(proceso=proceso)
    antes = cuentas()
    InformeMensual.objects.filter(pk=informe.pk).update(estado="borrador", aprobado_el=None)
    assert cargar_informe_de_mayo(proceso=proceso).es_aprobado
    assert cuentas() == antes


def test_los_errores_de_la_fuente_caben_como_datos(proceso):
    informe = cargar_informe_de_mayo(proceso=proceso)
    numeros = list(Acuerdo.objects.values_list("numero", flat=True))
    assert numeros.count("IEC/CG/103/2022") == 2
    abierta = Actividad.objects.get(rango_abierto=True)
    assert redaccion.fechas(abierta) == ["12/05/2023 al"]
    assert "veintisiete (27) de mayo de 2023" in informe.introduccion
    assert [a.inicia_el for a in informe.actividades.en_orden()] != sorted(
        a.inicia_el for a in informe.actividades.all()
    )


def test_los_renglones_uno_a_tres_nacen_de_sus_actos(proceso, atender, personal):
    canales = {"PT": Canal.CORREO, "PRI": Canal.OFICIO, "UDC": Canal.CORREO}
    actos = [
        atender(siglas=siglas, canal=canal, recibida=momento(4, 25))
        for siglas, canal in canales.items()
    ]
    informe = cargar_informe_de_mayo(proceso=proceso, autor=personal.usuario)
    primeras = list(informe.actividades.en_orden()[:3])
    assert [a.origen for a in primeras] == actos
    assert cuentas()[2] == 21
    assert {a.estado for a in primeras} == {EstadoDeActividad.ACEPTADA}
    # La bitácora propuso una redacción; la impresa la sustituyó y queda el rastro.
    propuesta, impresa = historia(primeras[0])
    assert "realizada por el partido político PT, para" in propuesta.redaccion
    assert "realizada por el partido político de del PT, para" in impresa.redaccion
    assert impresa.quien == "Rita Revisora"


@pytest.mark.parametrize("dia", [24, 26])
def test_un_acto_de_otro_dia_no_se_toma_por_el_del_informe(proceso, atender, dia):
    atender(siglas="PT", recibida=momento(4, dia))
    cargar_informe_de_mayo(proceso=proceso)
    assert not Actividad.objects.filter(origen__isnull=False).exists()
