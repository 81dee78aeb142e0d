"""Lo que la base garantiza de los hechos del registro."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from candidaturas.models import (
    ActorPolitico,
    Candidatura,
    Eleccion,
    EstadoDeRegistro,
    ProcesoElectoral,
    TipoDeCandidatura,
)
from captura.models import DatoDeRegistro
from captura.servicios.registro import edad_en, registrar_candidatura

pytestmark = pytest.mark.django_db


@pytest.fixture
def registrar(coahuila):
    datos = {
        "eleccion": Eleccion.objects.filter(cargo__clave="diputacion-mr").first(),
        "actor": ActorPolitico.objects.filter(siglas="PT").first(),
        "numero": None,
        "tipo": TipoDeCandidatura.PROPIETARIA,
        "nombres": "Ana",
        "primer_apellido": "Prueba",
    }
    return lambda **cambios: registrar_candidatura(**{**datos, **cambios})


def test_un_lugar_tiene_una_sola_titular(registrar):
    registrar()
    with pytest.raises(IntegrityError, match="candidatura_una_por_lugar"), transaction.atomic():
        registrar(nombres="Berta")


def test_la_segunda_titular_cabe_si_va_marcada_por_aclarar(registrar):
    primera = registrar()
    Candidatura.objects.create(
        formula=primera.formula,
        proceso=primera.proceso,
        tipo=primera.tipo,
        nombre="Berta Prueba",
        por_aclarar="El archivo trae dos titulares para esta fórmula.",
    )
    assert Candidatura.objects.count() == 2


def test_al_salir_de_la_boleta_deja_libre_el_lugar(registrar):
    primera = registrar()
    primera.estado_registro = EstadoDeRegistro.RENUNCIA
    primera.baja_el = date(2023, 5, 2)
    primera.save()
    registrar(nombres="Berta")


def test_una_baja_sin_fecha_no_se_guarda(registrar):
    primera = registrar()
    primera.estado_registro = EstadoDeRegistro.CANCELADA
    with pytest.raises(IntegrityError, match="candidatura_baja_con_fecha"), transaction.atomic():
        primera.save()


@pytest.mark.parametrize(
    ("nace", "edad"),
    [(date(1980, 6, 4), 43), (date(1980, 6, 5), 42), (date(1980, 6, 3), 43)],
)
def test_la_edad_es_la_del_dia_de_la_jornada(nace, edad):
    assert edad_en(nace, date(2023, 6, 4)) == edad


def test_la_fecha_de_nacimiento_se_queda_en_lo_privado(registrar):
    candidatura = registrar(nace_el=date(1980, 6, 5))
    assert candidatura.edad == 42
    assert DatoDeRegistro.objects.get(candidatura=candidatura).nace_el == date(1980, 6, 5)
    fila = Candidatura.objects.filter(pk=candidatura.pk).values().get()
    assert date(1980, 6, 5) not in fila.values()


def test_el_orden_es_el_del_espanol(registrar):
    """Sin acentos, y la ñ después de la n: no lo da la intercalación de la base."""
    eleccion = Eleccion.objects.get(cargo__clave="diputacion-rp")
    apellidos = ["Ñáñez", "Nuñez", "Nunez", "Nzuri", "Obregón", "Álvarez", "Alvarez", "de la O"]
    for numero, apellido in enumerate(apellidos, start=1):
        registrar(eleccion=eleccion, numero=numero, primer_apellido=apellido)
    ordenados = Candidatura.objects.order_by("clave_orden", "pk").values_list(
        "primer_apellido", flat=True
    )
    assert list(ordenados) == [
        "Álvarez",
        "Alvarez",
        "de la O",
        "Nunez",
        "Nuñez",
        "Nzuri",
        "Ñáñez",
        "Obregón",
    ]


def test_un_solo_proceso_es_el_vigente(coahuila):
    ProcesoElectoral.objects.filter(clave="pel-2017").update(vigente=True)
    with pytest.raises(IntegrityError, match="proceso_un_solo_vigente"), transaction.atomic():
        ProcesoElectoral.objects.filter(clave="pel-2023").update(vigente=True)


def test_abrir_sin_fecha_de_publicacion_no_se_guarda(coahuila):
    with pytest.raises(IntegrityError, match="proceso_abierto_con_fecha"), transaction.atomic():
        ProcesoElectoral.objects.filter(clave="pel-2023").update(estado="abierto")


def test_fijar_un_parametro_guarda_su_cita_y_rehusa_lo_que_no_se_lee(coahuila, capsys):
    call_command("fijar_parametro", "pel-2023", "dias_captura", "15", cita="Acuerdo de ejemplo")
    proceso = ProcesoElectoral.objects.get(clave="pel-2023")
    assert proceso.parametro("dias_captura") == 15
    with pytest.raises(CommandError, match="número entero"):
        call_command("fijar_parametro", "pel-2023", "dias_captura", "quince")
    with pytest.raises(CommandError, match="No existe el parámetro"):
        call_command("fijar_parametro", "pel-2023", "inventado", "1")
    call_command("fijar_parametro", "pel-2023")
    assert "Acuerdo de ejemplo" in capsys.readouterr().out
