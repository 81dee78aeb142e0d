"""El recorrido de un perfil: cada estado con cada paso, y lo que ninguna serie de pasos logra."""

from itertools import pairwise

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from candidaturas.models import CompromisoPublicado, EstadoDeRegistro, PerfilPublicado
from captura.flujo import FLUJO, Paso
from captura.huellas import contenido_de, huella_de
from captura.management.commands.diagrama_de_estados import DESTINO, documento
from captura.models import (
    Acto,
    Acuse,
    ClaseDeActo,
    Cuestionario,
    Estado,
    Observacion,
    Rol,
    Supuesto,
)
from captura.permisos import pasos_posibles
from captura.reglas import ReglaIncumplida
from captura.servicios.captura import guardar_cuestionario, guardar_fotografia
from captura.servicios.pasos import FaltaMotivo, NuevaObservacion, TransicionNoPermitida, dar_paso
from captura.servicios.publicacion import CambioTrasVerificar
from conoceles.comun import reloj
from tests.fabricas import AdscripcionFactory, imagen

OBSERVACION = (NuevaObservacion("propuesta_1", Supuesto.LEMAS, "Quite el lema."),)


@pytest.fixture
def listo(papeles):
    """Un cuestionario que cumple las reglas, y quien puede dar cada paso."""
    cuestionario = papeles.propio
    guardar_fotografia(
        cuestionario=cuestionario, datos=imagen(), adscripcion=papeles.cuentas["enlace"]
    )
    cuestionario.refresh_from_db()
    return cuestionario, papeles.cuentas


def quien(paso, cuentas):
    return cuentas["enlace"] if Rol.ENLACE in FLUJO[paso].roles else cuentas["coordinacion"]


def dar(cuestionario, paso, cuentas, **opciones):
    return dar_paso(
        cuestionario=cuestionario,
        paso=paso,
        adscripcion=opciones.pop("adscripcion", quien(paso, cuentas)),
        motivo=opciones.pop("motivo", "Motivo de prueba"),
        observaciones=opciones.pop("observaciones", OBSERVACION),
    )


def poner(cuestionario, estado):
    huella = huella_de(contenido_de(cuestionario)) if estado in {"verificado", "publicado"} else ""
    Cuestionario.objects.filter(pk=cuestionario.pk).update(estado=estado, huella_verificada=huella)
    cuestionario.refresh_from_db()


@pytest.mark.parametrize("paso", Paso)
@pytest.mark.parametrize("estado", Estado)
def test_cada_paso_sale_solo_de_los_estados_de_la_tabla(listo, estado, paso):
    cuestionario, cuentas = listo
    poner(cuestionario, estado)
    actos = Acto.objects.count()
    if estado in FLUJO[paso].desde:
        dar(cuestionario, paso, cuentas)
        cuestionario.refresh_from_db()
        assert cuestionario.estado == FLUJO[paso].hacia
        acto = Acto.objects.latest("pk")
        assert (acto.clase, acto.datos["desde"], acto.datos["hacia"]) == (
            FLUJO[paso].acto,
            estado,
            FLUJO[paso].hacia,
        )
        assert Acto.objects.count() == actos + 1
    else:
        with pytest.raises(TransicionNoPermitida):
            dar(cuestionario, paso, cuentas)
        cuestionario.refresh_from_db()
        assert cuestionario.estado == estado
        assert Acto.objects.count() == actos
        assert not Acuse.objects.exists()
        assert not Observacion.objects.exists()


@pytest.mark.parametrize("paso", Paso)
def test_un_rol_que_no_esta_en_la_tabla_no_da_el_paso(listo, paso):
    cuestionario, cuentas = listo
    poner(cuestionario, next(iter(FLUJO[paso].desde)))
    for papel, adscripcion in cuentas.items():
        if adscripcion.rol in FLUJO[paso].roles:
            continue
        with pytest.raises((PermissionDenied, Cuestionario.DoesNotExist)):
            dar(cuestionario, paso, cuentas, adscripcion=adscripcion)
        assert paso not in pasos_posibles(adscripcion, cuestionario), papel


def test_enviar_exige_las_reglas_y_no_deja_rastro(listo):
    cuestionario, cuentas = listo
    Cuestionario.objects.filter(pk=cuestionario.pk).update(propuesta_1="")
    with pytest.raises(ReglaIncumplida):
        dar(cuestionario, Paso.ENVIAR, cuentas)
    assert not Acuse.objects.exists()


@pytest.mark.parametrize(
    "observaciones", [(), (NuevaObservacion("motivo_cargo_publico", "", "x"),)]
)
def test_observar_exige_supuesto_y_texto(listo, observaciones):
    cuestionario, cuentas = listo
    poner(cuestionario, Estado.EN_REVISION)
    with pytest.raises(FaltaMotivo):
        dar(cuestionario, Paso.OBSERVAR, cuentas, observaciones=observaciones)
    with pytest.raises(FaltaMotivo):
        dar(
            cuestionario,
            Paso.OBSERVAR,
            cuentas,
            observaciones=(NuevaObservacion("foto", Supuesto.LEMAS, "  "),),
        )
    assert not Observacion.objects.exists()


def test_retirar_exige_el_motivo(listo):
    cuestionario, cuentas = listo
    poner(cuestionario, Estado.PUBLICADO)
    with pytest.raises(FaltaMotivo):
        dar(cuestionario, Paso.RETIRAR, cuentas, motivo="  ")


def test_quien_ya_no_esta_en_la_boleta_no_se_envia_ni_se_publica(listo):
    cuestionario, cuentas = listo
    candidatura = cuestionario.candidatura
    candidatura.estado_registro, candidatura.baja_el = EstadoDeRegistro.RENUNCIA, reloj.hoy()
    candidatura.save()
    for paso in (Paso.ENVIAR, Paso.PUBLICAR):
        poner(cuestionario, next(iter(FLUJO[paso].desde)))
        with pytest.raises(TransicionNoPermitida):
            dar(cuestionario, paso, cuentas)


def test_publicar_rehusa_lo_que_cambio_despues_de_verificar(listo):
    cuestionario, cuentas = listo
    poner(cuestionario, Estado.VERIFICADO)
    Cuestionario.objects.filter(pk=cuestionario.pk).update(propuesta_2="Otra cosa. " * 40)
    with pytest.raises(CambioTrasVerificar):
        dar(cuestionario, Paso.PUBLICAR, cuentas)
    assert not PerfilPublicado.objects.exists()


def test_publicar_copia_y_retirar_borra_el_perfil_y_su_fotografia(
    listo, django_capture_on_commit_callbacks
):
    cuestionario, cuentas = listo
    poner(cuestionario, Estado.VERIFICADO)
    dar(cuestionario, Paso.PUBLICAR, cuentas)
    perfil = PerfilPublicado.objects.get()
    archivo = perfil.foto
    assert perfil.propuesta_1 == cuestionario.propuesta_1
    assert archivo.storage.exists(archivo.name)
    with django_capture_on_commit_callbacks(execute=True):
        dar(cuestionario, Paso.RETIRAR, cuentas)
    assert not PerfilPublicado.objects.exists()
    assert not CompromisoPublicado.objects.exists()
    assert not archivo.storage.exists(archivo.name)
    cuestionario.refresh_from_db()
    assert (cuestionario.estado, cuestionario.huella_verificada) == (Estado.EN_REVISION, "")


def test_lo_observado_guarda_el_valor_y_se_atiende_al_volver_a_enviar(listo):
    cuestionario, cuentas = listo
    poner(cuestionario, Estado.EN_REVISION)
    antes = cuestionario.propuesta_1
    dar(cuestionario, Paso.OBSERVAR, cuentas)
    observacion = Observacion.objects.get()
    assert (observacion.valor_observado, observacion.ronda) == (antes, 1)
    guardar_cuestionario(
        cuestionario=cuestionario,
        campos={"propuesta_1": "Corregida. " * 40},
        version=cuestionario.version,
        adscripcion=cuentas["enlace"],
    )
    dar(cuestionario, Paso.ENVIAR, cuentas)
    observacion.refresh_from_db()
    assert observacion.atendida_en is not None
    acuse = Acuse.objects.get()
    assert acuse.huella == huella_de(acuse.contenido)
    assert "correo_aclaraciones" not in acuse.contenido


@settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(pasos=st.lists(st.sampled_from(list(Paso)), max_size=14))
def test_ninguna_serie_de_pasos_publica_sin_verificar(listo, pasos):
    from django.db import transaction

    cuestionario, cuentas = listo
    with transaction.atomic():
        inicio = Acto.objects.count()
        for paso in pasos:
            try:
                dar(cuestionario, paso, cuentas)
            except TransicionNoPermitida:
                continue
        actos = list(Acto.objects.order_by("pk")[inicio:])
        cadena = [(a.datos["desde"], a.datos["hacia"]) for a in actos if "desde" in a.datos]
        assert all(uno[1] == otro[0] for uno, otro in pairwise(cadena))
        publicado = False
        verificado = False
        for acto in actos:
            verificado = (verificado or acto.clase == ClaseDeActo.VERIFICACION) and (
                acto.clase not in {ClaseDeActo.OBSERVACION, ClaseDeActo.RETIRO}
            )
            publicado = publicado or acto.clase == ClaseDeActo.PUBLICACION
            if acto.clase == ClaseDeActo.PUBLICACION:
                assert verificado
        assert publicado or not PerfilPublicado.objects.exists()
        transaction.set_rollback(True)


def test_el_diagrama_de_estados_esta_al_dia(tmp_path):
    assert DESTINO.read_text(encoding="utf-8") == documento(), (
        "Corra `python manage.py diagrama_de_estados`."
    )
    salida = tmp_path / "estados.md"
    call_command("diagrama_de_estados", salida=salida)
    assert salida.read_text(encoding="utf-8") == documento()


def test_quien_lee_la_coalicion_no_la_mueve(papeles):
    poner(papeles.cuestionario, Estado.EN_CAPTURA)
    lee = papeles.cuentas["enlace_de_coalicion_que_lee"]
    assert pasos_posibles(lee, papeles.cuestionario) == []
    with pytest.raises(PermissionDenied):
        dar(papeles.cuestionario, Paso.ENVIAR, papeles.cuentas, adscripcion=lee)


def test_fuera_del_alcance_no_existe(papeles):
    otra = AdscripcionFactory(rol=Rol.ENLACE, actor=papeles.cuentas["otro_enlace"].actor)
    with pytest.raises(Cuestionario.DoesNotExist):
        dar(papeles.propio, Paso.ENVIAR, papeles.cuentas, adscripcion=otra)
