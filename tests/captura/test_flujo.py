"""El recorrido de un perfil: cada estado con cada paso, y lo que ninguna serie de pasos logra."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command

from candidaturas.models import (
    CompromisoPublicado,
    EstadoDeRegistro,
    Parametro,
    PerfilPublicado,
    SeccionDePerfil,
)
from captura.flujo import FLUJO, Paso, estados_de
from captura.huellas import contenido_de, huella_de
from captura.management.commands.diagrama_de_estados import DESTINO, documento
from captura.models import (
    Acto,
    Acuse,
    Cuestionario,
    Estado,
    Observacion,
    Resolucion,
    Rol,
    Supuesto,
    TomaDeRevision,
)
from captura.permisos import pasos_posibles
from captura.reglas import ReglaIncumplida
from captura.servicios.captura import guardar_cuestionario, guardar_fotografia
from captura.servicios.pasos import (
    FaltaAtender,
    FaltaMotivo,
    NuevaObservacion,
    SinMasRondas,
    TransicionNoPermitida,
    dar_paso,
)
from captura.servicios.publicacion import CambioTrasVerificar, publicar
from captura.servicios.revision import responder_observacion
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
    if paso is Paso.TERMINAR:
        return cuentas["capturista"]
    return cuentas["enlace"] if Rol.ENLACE in FLUJO[paso].roles else cuentas["coordinacion"]


def dar(cuestionario, paso, cuentas, **opciones):
    return dar_paso(
        cuestionario=cuestionario,
        paso=paso,
        adscripcion=opciones.pop("adscripcion", quien(paso, cuentas)),
        motivo=opciones.pop("motivo", "Motivo de prueba"),
        observaciones=opciones.pop("observaciones", OBSERVACION if paso is Paso.OBSERVAR else ()),
        secciones=opciones.pop(
            "secciones", (SeccionDePerfil.CONTACTO,) if FLUJO[paso].exige_seccion else ()
        ),
    )


def poner(cuestionario, estado, **aparte):
    huella = huella_de(contenido_de(cuestionario)) if estado in {"verificado", "publicado"} else ""
    Cuestionario.objects.filter(pk=cuestionario.pk).update(
        estado=estado, huella_verificada=huella, secciones_aparte=aparte
    )
    cuestionario.refresh_from_db()
    if estado == Estado.PUBLICADO:
        publicar(cuestionario)


@pytest.mark.parametrize("paso", Paso)
@pytest.mark.parametrize("estado", Estado.del_conjunto())
def test_cada_paso_sale_solo_de_los_estados_de_la_tabla(listo, estado, paso):
    cuestionario, cuentas = listo
    poner(cuestionario, estado)
    actos = Acto.objects.count()
    if estado in FLUJO[paso].procede_en and estado in FLUJO[paso].desde:
        dar(cuestionario, paso, cuentas)
        cuestionario.refresh_from_db()
        llega = estado if paso is Paso.PAUSAR else FLUJO[paso].hacia or estado
        assert cuestionario.estado == llega
        acto = Acto.objects.latest("pk")
        assert (acto.clase, acto.datos["desde"], acto.datos["hacia"]) == (
            FLUJO[paso].acto,
            estado,
            llega,
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
    poner(cuestionario, next(iter(FLUJO[paso].procede_en)))
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


# --- Por secciones -----------------------------------------------------------------------------
def test_observar_mueve_solo_la_seccion_observada_y_el_conjunto_se_calcula(listo):
    cuestionario, cuentas = listo
    poner(cuestionario, Estado.EN_REVISION)
    cuestionario = dar(cuestionario, Paso.OBSERVAR, cuentas)
    estados = estados_de(cuestionario)
    assert estados[SeccionDePerfil.CURRICULAR] == Estado.CON_OBSERVACIONES
    assert (
        estados[SeccionDePerfil.CONTACTO]
        == estados[SeccionDePerfil.FOTOGRAFIA]
        == Estado.EN_REVISION
    )
    assert cuestionario.estado == Estado.CON_OBSERVACIONES


def test_se_verifica_por_secciones_y_el_conjunto_espera_a_la_ultima(listo):
    cuestionario, cuentas = listo
    poner(cuestionario, Estado.EN_REVISION)
    for seccion in (SeccionDePerfil.FOTOGRAFIA, SeccionDePerfil.CONTACTO):
        cuestionario = dar(cuestionario, Paso.VERIFICAR, cuentas, secciones=(seccion,))
        assert estados_de(cuestionario)[seccion] == Estado.VERIFICADO
        assert (cuestionario.estado, cuestionario.huella_verificada) == (Estado.EN_REVISION, "")
    cuestionario = dar(
        cuestionario, Paso.VERIFICAR, cuentas, secciones=(SeccionDePerfil.CURRICULAR,)
    )
    assert cuestionario.estado == Estado.VERIFICADO
    assert cuestionario.huella_verificada == huella_de(contenido_de(cuestionario))
    assert cuestionario.secciones_aparte == {}


@pytest.mark.parametrize(("toca", "queda"), [(False, "verificado"), (True, "enviado")])
def test_lo_verificado_que_no_cambia_no_se_vuelve_a_revisar(listo, toca, queda):
    cuestionario, cuentas = listo
    poner(cuestionario, Estado.EN_REVISION)
    dar(cuestionario, Paso.VERIFICAR, cuentas, secciones=(SeccionDePerfil.CONTACTO,))
    dar(cuestionario, Paso.OBSERVAR, cuentas)
    cuestionario.refresh_from_db()
    campos = {"propuesta_1": "Corregida. " * 40}
    if toca:
        campos["telefonos"] = ["844 999 9999"]
    guardar_cuestionario(
        cuestionario=cuestionario,
        campos=campos,
        version=cuestionario.version,
        adscripcion=cuentas["enlace"],
    )
    cuestionario = dar(cuestionario, Paso.ENVIAR, cuentas)
    assert cuestionario.estado == Estado.ENVIADO
    assert estados_de(cuestionario)[SeccionDePerfil.CONTACTO] == queda


def test_lo_verificado_se_puede_devolver_antes_de_publicar(listo):
    """Verificar no cierra las rondas: quien revisa vio algo más antes de publicar."""
    cuestionario, cuentas = listo
    poner(cuestionario, Estado.EN_REVISION)
    dar(cuestionario, Paso.VERIFICAR, cuentas)
    cuestionario = dar(cuestionario, Paso.OBSERVAR, cuentas)
    assert (cuestionario.estado, cuestionario.huella_verificada) == (Estado.CON_OBSERVACIONES, "")
    assert estados_de(cuestionario)[SeccionDePerfil.CONTACTO] == Estado.VERIFICADO
    guardar_cuestionario(
        cuestionario=cuestionario,
        campos={"propuesta_1": "Corregida. " * 40},
        version=cuestionario.version,
        adscripcion=cuentas["enlace"],
    )
    for paso in (Paso.ENVIAR, Paso.REVISAR, Paso.VERIFICAR, Paso.PUBLICAR):
        cuestionario = dar(cuestionario, paso, cuentas)
    assert cuestionario.candidatura.perfil.huella == huella_de(contenido_de(cuestionario))


def test_una_seccion_se_verifica_aunque_a_otra_le_falte_algo(listo):
    cuestionario, cuentas = listo
    poner(cuestionario, Estado.EN_REVISION)
    Cuestionario.objects.filter(pk=cuestionario.pk).update(propuesta_1="")
    dar(cuestionario, Paso.VERIFICAR, cuentas, secciones=(SeccionDePerfil.CONTACTO,))
    with pytest.raises(ReglaIncumplida):
        dar(cuestionario, Paso.VERIFICAR, cuentas, secciones=(SeccionDePerfil.CURRICULAR,))


# --- Quién valida ------------------------------------------------------------------------------
def test_quien_captura_da_por_terminado_y_su_enlace_valida(listo):
    cuestionario, cuentas = listo
    poner(cuestionario, Estado.EN_CAPTURA)
    with pytest.raises(PermissionDenied):
        dar(cuestionario, Paso.ENVIAR, cuentas, adscripcion=cuentas["capturista"])
    cuestionario = dar(cuestionario, Paso.TERMINAR, cuentas)
    assert cuestionario.listo_para_validar
    assert cuestionario.estado == Estado.EN_CAPTURA
    cuestionario = guardar_cuestionario(
        cuestionario=cuestionario,
        campos={"propuesta_2": "Otra idea. " * 40},
        version=cuestionario.version,
        adscripcion=cuentas["capturista"],
    )
    assert not cuestionario.listo_para_validar, "otro guardado deja el aviso sin efecto"


def test_si_el_proceso_lo_dice_quien_captura_tambien_envia(listo):
    cuestionario, cuentas = listo
    Parametro.objects.create(
        proceso=cuestionario.candidatura.proceso, clave="valida_quien_captura", valor="sí"
    )
    poner(cuestionario, Estado.EN_CAPTURA)
    dar(cuestionario, Paso.ENVIAR, cuentas, adscripcion=cuentas["capturista"])
    assert Acuse.objects.exists()


# --- Las observaciones -------------------------------------------------------------------------
def test_una_observacion_se_corrige_o_se_responde_antes_de_enviar(listo):
    cuestionario, cuentas = listo
    poner(cuestionario, Estado.EN_REVISION)
    dar(cuestionario, Paso.OBSERVAR, cuentas)
    with pytest.raises(FaltaAtender):
        dar(cuestionario, Paso.ENVIAR, cuentas)
    observacion = Observacion.objects.get()
    assert observacion.estado == "por_atender"
    responder_observacion(
        observacion=observacion,
        respuesta="Es el nombre del programa, no un lema.",
        adscripcion=cuentas["enlace"],
    )
    assert Observacion.objects.get().estado == "respondida"
    dar(cuestionario, Paso.ENVIAR, cuentas)
    assert Observacion.objects.get().estado == "atendida"


@pytest.mark.parametrize(
    ("paso", "resolucion"),
    [(Paso.VERIFICAR, Resolucion.APLICADA), (Paso.OBSERVAR, Resolucion.NO_APROBADA)],
)
def test_lo_atendido_termina_aplicado_o_no_aprobado(listo, paso, resolucion):
    cuestionario, cuentas = listo
    poner(cuestionario, Estado.EN_REVISION)
    dar(cuestionario, Paso.OBSERVAR, cuentas)
    observacion = Observacion.objects.get()
    responder_observacion(
        observacion=observacion, respuesta="Así se llama.", adscripcion=cuentas["enlace"]
    )
    for siguiente in (Paso.ENVIAR, Paso.REVISAR, paso):
        dar(cuestionario, siguiente, cuentas)
    observacion.refresh_from_db()
    assert observacion.estado == resolucion


def test_las_rondas_las_fija_el_proceso(listo):
    cuestionario, cuentas = listo
    Parametro.objects.create(
        proceso=cuestionario.candidatura.proceso, clave="rondas_de_observacion", valor="1"
    )
    poner(cuestionario, Estado.EN_REVISION)
    dar(cuestionario, Paso.OBSERVAR, cuentas)
    poner(cuestionario, Estado.EN_REVISION)
    with pytest.raises(SinMasRondas):
        dar(cuestionario, Paso.OBSERVAR, cuentas)


def test_devolver_y_verificar_sueltan_el_perfil(listo):
    cuestionario, cuentas = listo
    for paso in (Paso.OBSERVAR, Paso.VERIFICAR):
        poner(cuestionario, Estado.ENVIADO)
        dar(cuestionario, Paso.REVISAR, cuentas)
        assert TomaDeRevision.objects.get().usuario == cuentas["coordinacion"].usuario
        dar(cuestionario, paso, cuentas)
        assert not TomaDeRevision.objects.exists()


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
