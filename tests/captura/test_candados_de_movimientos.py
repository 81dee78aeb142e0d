"""Mover el registro mientras alguien publica, retira, captura o cambia de actor (`en_medio`)."""

from datetime import timedelta
from functools import partial

import pytest

from candidaturas.models import Candidatura, PerfilPublicado
from captura.flujo import Paso
from captura.huellas import contenido_de, huella_de
from captura.models import Cuestionario, EstadoDeAviso
from captura.servicios import (
    captura,
    coaliciones,
    cuentas,
    declaraciones,
    pasos,
    procesos,
    sustituciones,
)
from captura.servicios.pasos import TransicionNoPermitida, dar_paso
from captura.servicios.sustituciones import (
    MovimientoNoProcede,
    QuienEntra,
    dar_de_baja,
    deshacer,
    sustituir,
)
from conoceles.comun import reloj
from informes.servicios.registro import RegistroImposible, registrar_oficio
from tests.captura.test_concurrencia_de_movimientos import comunes
from tests.captura.test_correcciones import publicado  # noqa: F401
from tests.captura.test_declaraciones import entregar as entregar_declaracion
from tests.captura.test_sustituciones import pasar
from tests.informes.test_candados_de_oficios import datos as datos_de_oficio

pytestmark = pytest.mark.django_db(transaction=True)
ENTRA = QuienEntra(nombres="Nadia", primer_apellido="Entrante", sexo="mujer")


def con(papeles, servicio, **mas):
    return partial(servicio, adscripcion=papeles.cuentas["coordinacion"], **mas)


@pytest.fixture
def verificado(papeles):
    cuestionario = papeles.propio
    cuestionario.estado = "verificado"
    cuestionario.huella_verificada = huella_de(contenido_de(cuestionario))
    cuestionario.save()
    return papeles


def dar(papeles, paso):
    return con(papeles, dar_paso, cuestionario=papeles.propio, paso=paso, motivo="Prueba.")


# --- Con los pasos del perfil -------------------------------------------------------------------
def test_lo_que_se_esta_publicando_se_retira_con_la_baja(verificado, en_medio):
    baja = en_medio(pasos, "publicar", partial(dar_de_baja, **comunes(verificado)))
    dar(verificado, Paso.PUBLICAR)()
    assert baja().estaba_publicado
    assert not PerfilPublicado.objects.exists()


def test_no_se_publica_a_quien_acaba_de_salir(verificado, en_medio):
    publica = en_medio(sustituciones, "redactar_aviso", dar(verificado, Paso.PUBLICAR))
    dar_de_baja(**comunes(verificado))
    assert isinstance(publica(), TransicionNoPermitida)
    assert not PerfilPublicado.objects.exists()


def test_no_se_publica_en_un_proceso_que_se_esta_cerrando(verificado, en_medio):
    publica = en_medio(procesos, "anotar", dar(verificado, Paso.PUBLICAR))
    con(verificado, procesos.avanzar_proceso, proceso=verificado.proceso)()
    assert isinstance(publica(), TransicionNoPermitida)
    assert not PerfilPublicado.objects.exists()


def test_lo_que_se_retira_no_vuelve_al_deshacer(publicado, en_medio):  # noqa: F811
    movimiento = dar_de_baja(**comunes(publicado))
    deshecho = en_medio(
        pasos, "anotar", con(publicado, deshacer, movimiento=movimiento, motivo="Error.")
    )
    dar(publicado, Paso.RETIRAR)()
    assert deshecho().deshecho_en
    assert not PerfilPublicado.objects.exists()


# --- Con un cambio de actor ---------------------------------------------------------------------
def test_quien_entra_mientras_la_formula_cambia_de_actor_entra_en_ella(papeles, en_medio):
    formula = papeles.propio.candidatura.formula
    entra = en_medio(coaliciones, "_mover", partial(sustituir, entra=ENTRA, **comunes(papeles)))
    pasar(papeles, formula, papeles.b)
    assert entra().entra.formula == formula
    assert formula.candidaturas.count() == 2


def test_la_cuenta_que_cambia_de_actor_se_administra_con_el_nuevo(papeles, en_medio):
    candidata, formula = papeles.cuentas["candidata"], papeles.cuestionario.candidatura.formula
    vence = en_medio(
        coaliciones,
        "anotar",
        con(papeles, cuentas.fijar_vigencia, objetivo=candidata, vence_en=None),
    )
    pasar(papeles, formula, papeles.b)
    assert vence().actor == papeles.b


# --- Con las cuentas, el oficio y quien entró ---------------------------------------------------
def test_la_baja_recuerda_la_vigencia_que_se_estaba_poniendo(papeles, en_medio):
    candidata, vence_en = papeles.cuentas["candidata"], reloj.ahora() + timedelta(days=3)
    candidata.candidaturas.set([papeles.propio.candidatura])
    baja = en_medio(cuentas, "_anotar", partial(dar_de_baja, **comunes(papeles)))
    con(papeles, cuentas.fijar_vigencia, objetivo=candidata, vence_en=vence_en)()
    assert [a["vence_en"] for a in baja().accesos] == [vence_en.isoformat()]


def test_el_aviso_de_lo_que_se_deshace_no_va_en_un_oficio(papeles, en_medio):
    movimiento = dar_de_baja(**comunes(papeles))
    oficio = en_medio(
        sustituciones,
        "_devolver",
        partial(
            registrar_oficio,
            proceso=papeles.proceso,
            datos=datos_de_oficio("enviado"),
            avisos=[movimiento.aviso],
            adscripcion=papeles.cuentas["secretaria"],
        ),
    )
    con(papeles, deshacer, movimiento=movimiento, motivo="Error.")()
    assert isinstance(oficio(), RegistroImposible)
    movimiento.aviso.refresh_from_db()
    assert movimiento.aviso.estado == EstadoDeAviso.DESCARTADO


@pytest.fixture
def entro(papeles):
    movimiento = sustituir(entra=ENTRA, **comunes(papeles))
    papeles.propio = Cuestionario.objects.get(candidatura=movimiento.entra)
    return papeles, movimiento


def test_quien_entro_y_esta_capturando_no_se_borra(entro, en_medio):
    papeles, movimiento = entro
    deshecho = en_medio(
        declaraciones,
        "anotar_guardado",
        con(papeles, deshacer, movimiento=movimiento, motivo="Error."),
    )
    entregar_declaracion(papeles)
    assert deshecho().entra == movimiento.entra
    assert not Candidatura.objects.get(pk=movimiento.entra_id).esta_en_boleta


def test_si_quien_entro_se_esta_publicando_ya_no_se_deshace(entro, en_medio):
    papeles, movimiento = entro
    Cuestionario.objects.filter(pk=papeles.propio.pk).update(
        estado="verificado", huella_verificada=huella_de(contenido_de(papeles.propio))
    )
    deshecho = en_medio(
        pasos, "publicar", con(papeles, deshacer, movimiento=movimiento, motivo="Error.")
    )
    dar(papeles, Paso.PUBLICAR)()
    assert isinstance(deshecho(), MovimientoNoProcede)
    assert PerfilPublicado.objects.get().candidatura == movimiento.entra


def test_nadie_captura_lo_de_quien_acaba_de_salir(papeles, en_medio):
    guardado = en_medio(sustituciones, "redactar_aviso", partial(entregar_declaracion, papeles))
    dar_de_baja(**comunes(papeles))
    assert isinstance(guardado(), captura.YaNoSeEdita)
    assert not papeles.propio.declaraciones.exists()
