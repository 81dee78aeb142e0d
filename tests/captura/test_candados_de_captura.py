"""Dos que hacen lo mismo a la vez: el segundo espera y se entera (`en_medio`)."""

from functools import partial
from types import SimpleNamespace
from unittest.mock import Mock

import pytest
from django.db import transaction

from candidaturas.models import CicloDeVida, Partido, ProcesoElectoral
from captura.cifrado import llave_nueva
from captura.demostracion.consentimientos import TEXTOS
from captura.flujo import Paso
from captura.hojas.alcance import Alcance
from captura.hojas.aplicacion import NoSeAplica
from captura.hojas.fotos import aplicar_fotos, revisar_zip
from captura.importacion.contenidos import Borradores
from captura.models import (
    ActaDeSupresion,
    Acto,
    ClaseDeActo,
    ClaseDeError,
    Consentimiento,
    Cuestionario,
    EscritoFueraDeTiempo,
    EstadoDeReporte,
    HojaEscaneada,
    MovimientoDeRegistro,
    Observacion,
    ReporteDeError,
)
from captura.servicios import (
    captura,
    captura_de_identidad,
    ciclo,
    coaliciones,
    constancias,
    declaraciones,
    entregas,
    formatos,
    identidad,
    lotes,
    pasos,
    postulantes,
    reportes,
)
from captura.servicios.captura import guardar_fotografia
from captura.servicios.consentimientos import ConsentimientoNoProcede
from captura.servicios.identidad import leer_propias
from captura.servicios.preparacion import ProcesoNoSeCambia
from captura.servicios.revision import RespuestaNoPermitida, responder_observacion
from captura.servicios.supresion import suprimir_candidatura
from captura.servicios.sustituciones import MovimientoNoProcede
from conoceles.comun import reloj
from tests.captura.test_ciclo_de_vida import DESPUBLICADO, llevar_a
from tests.captura.test_constancias import acuse, firma  # noqa: F401
from tests.captura.test_declaraciones import entregar as entregar_declaracion
from tests.captura.test_derechos import mandar_enlace, por_correo  # noqa: F401
from tests.captura.test_escaneos import formato, hoja_blanca, pdf_de, subir, transcribir  # noqa: F401
from tests.captura.test_fotos_en_zip import empacar, sin_avance
from tests.captura.test_identidad_guardada import contestar, firmar, pregunta  # noqa: F401
from tests.captura.test_sustituciones import pasar
from tests.fabricas import PartidoFactory, ProcesoFactory, imagen

pytestmark = pytest.mark.django_db(transaction=True)


def test_despublicar_dos_veces_a_la_vez_es_una(papeles, en_medio):
    proceso = llevar_a(papeles.proceso)
    despublicar = partial(
        ciclo.avanzar_ciclo,
        proceso=proceso,
        hacia=DESPUBLICADO,
        adscripcion=papeles.cuentas["coordinacion"],
    )
    otra = en_medio(ciclo, "anotar", despublicar)
    despublicar()
    assert isinstance(otra(), ciclo.CicloNoAvanza)
    assert Acto.objects.filter(clase=ClaseDeActo.CICLO_DE_VIDA).count() == 1
    assert ProcesoElectoral.objects.get(pk=proceso.pk).ciclo == CicloDeVida.DESPUBLICADO


def test_una_formula_que_ya_esta_pasando_no_pasa_otra_vez(papeles, en_medio):
    formula = papeles.propio.candidatura.formula
    otra = en_medio(coaliciones, "_mover", partial(pasar, papeles, formula, papeles.b))
    pasar(papeles, formula, papeles.b)
    assert isinstance(otra(), MovimientoNoProcede)
    assert MovimientoDeRegistro.objects.count() == 1


@pytest.fixture
def consentimiento(papeles):
    return firmar(papeles)


@pytest.mark.parametrize("servicio", ["acuse_sellado", "firma_sellada", "consentimiento_sellado"])
def test_dos_primeras_descargas_entregan_lo_mismo(servicio, request, en_medio):
    papel = request.getfixturevalue(servicio.partition("_")[0])
    sellada = partial(getattr(constancias, servicio), papel, "/")
    otra = en_medio(constancias, "sellar", sellada)
    assert sellada() == otra()


def test_la_misma_declaracion_dos_veces_a_la_vez_se_guarda_una(papeles, en_medio):
    otra = en_medio(declaraciones, "anotar_guardado", partial(entregar_declaracion, papeles))
    assert entregar_declaracion(papeles) == otra()
    papeles.propio.refresh_from_db()
    assert papeles.propio.version == 1


def test_quitar_una_declaracion_mientras_se_entrega_otra_cuenta_los_dos_cambios(papeles, en_medio):
    entregar_declaracion(papeles)
    otra = en_medio(
        declaraciones, "anotar_guardado", partial(entregar_declaracion, papeles, clase="fiscal")
    )
    declaraciones.quitar_declaracion(
        cuestionario=papeles.propio, clase="patrimonial", adscripcion=papeles.cuentas["enlace"]
    )
    otra()
    assert [d.clase for d in papeles.propio.declaraciones.vigentes()] == ["fiscal"]
    papeles.propio.refresh_from_db()
    assert papeles.propio.version == 3


def test_cargar_un_archivo_no_pisa_lo_que_alguien_esta_guardando(papeles, en_medio):
    ubicado = SimpleNamespace(
        candidatura=papeles.propio.candidatura_id,
        renglon=SimpleNamespace(contenido={"propuesta_1": "Lo del archivo"}, nombre="Alguien"),
        notas=Mock(),
        cambios={},
    )

    def cargar():
        with transaction.atomic():
            Borradores().actualizar([ubicado])

    carga = en_medio(captura, "anotar_guardado", cargar)
    captura.guardar_cuestionario(
        cuestionario=papeles.propio,
        campos={"propuesta_1": "Lo de la persona"},
        version=papeles.propio.version,
        adscripcion=papeles.cuentas["enlace"],
    )
    carga()
    papeles.propio.refresh_from_db()
    assert papeles.propio.propuesta_1 == "Lo de la persona"


def test_dos_clics_en_usar_lo_que_llego_tarde_lo_ponen_una_vez(papeles, en_medio):
    enlace = papeles.cuentas["enlace"]
    escrito = EscritoFueraDeTiempo.objects.create(
        folio="ESC-2023-PRUEBA", cuestionario=papeles.propio, autor=enlace.usuario,
        campos={"propuesta_1": "Lo tarde"}, version=papeles.propio.version,
        recibido_en=reloj.ahora(),
    )  # fmt: skip
    usar = partial(captura.usar_escrito, escrito=escrito, adscripcion=enlace)
    otro = en_medio(captura, "anotar_guardado", usar)
    assert usar() == otro() == []
    assert Acto.objects.filter(clase=ClaseDeActo.GUARDADO).count() == 1


def test_una_fotografia_del_zip_no_pisa_la_que_alguien_acaba_de_subir(papeles, tmp_path, en_medio):
    enlace, folio = papeles.cuentas["enlace"], f"C{papeles.propio.candidatura_id}"
    previa = tmp_path / "previa.zip"
    revisar_zip(
        empacar(tmp_path / "fotos.zip", {f"{folio}.jpg": imagen(lado=500)}),
        Alcance(enlace),
        sin_avance,
        previa,
    )

    def aplicar():
        with transaction.atomic():
            return aplicar_fotos(previa, enlace, sin_avance, meses=3)

    del_zip = en_medio(captura, "anotar_guardado", aplicar)
    guardar_fotografia(cuestionario=papeles.propio, datos=imagen(), adscripcion=enlace)
    assert isinstance(del_zip(), NoSeAplica)


def test_dos_clics_en_el_enlace_de_entrega_lo_gastan_una_vez(papeles, por_correo, en_medio):  # noqa: F811
    ficha = mandar_enlace(papeles, por_correo).rstrip("/").rsplit("/", 1)[-1]
    bajar = partial(entregas.entregar, ficha=ficha, folio=por_correo.folio)
    otra = en_medio(entregas, "en_zip", bajar)
    bajar()
    assert isinstance(otra(), entregas.EnlaceNoValido)


def test_dos_bloques_de_identidad_a_la_vez_quedan_los_dos(pregunta, en_medio):  # noqa: F811
    otra = en_medio(
        captura_de_identidad,
        "guardar",
        partial(contestar, pregunta, "afromexicana", afromexicana="si"),
    )
    contestar(pregunta, lgbtttiq="no")
    otra()
    leidas = leer_propias(pregunta.cuestionario.candidatura, pregunta.cuentas["candidata"])
    assert leidas.contestadas() >= {"afromexicana", "lgbtttiq"}


def test_lo_contestado_mientras_se_cambia_de_llave_no_se_pierde(pregunta, settings, en_medio):  # noqa: F811
    contestar(pregunta, lgbtttiq="no")
    settings.LLAVES_IDENTIDAD = f"nueva:{llave_nueva()},{settings.LLAVES_IDENTIDAD}"
    otra = en_medio(
        identidad, "cifrar", partial(contestar, pregunta, "afromexicana", afromexicana="si")
    )
    list(identidad.rotar_llaves())
    otra()
    leidas = leer_propias(pregunta.cuestionario.candidatura, pregunta.cuentas["candidata"])
    assert "afromexicana" in leidas.contestadas()


# --- Hojas de consentimiento --------------------------------------------------------------------
def test_dos_formatos_con_el_mismo_nombre_dejan_uno(papeles, en_medio):
    escribir = partial(
        formatos.escribir_formato,
        proceso=papeles.proceso,
        nombre="Dos",
        textos=TEXTOS,
        adscripcion=papeles.cuentas["coordinacion"],
    )
    otro = en_medio(formatos, "anotar", escribir)
    escribir()
    assert isinstance(otro(), ConsentimientoNoProcede)


def test_el_mismo_lote_dos_veces_a_la_vez_se_separa_una(papeles, en_medio):
    separar = partial(subir, papeles, pdf_de([hoja_blanca()]))
    otro = en_medio(lotes, "leer", separar)
    lote, _ = separar()
    assert otro() == (lote, False)
    assert HojaEscaneada.objects.count() == 1


@pytest.fixture
def hoja(papeles):
    lote, _ = subir(papeles, pdf_de([hoja_blanca()]))
    return lote.hojas.get()


def test_la_hoja_que_se_acaba_de_asignar_ya_se_transcribe(papeles, hoja, formato, en_medio):  # noqa: F811
    transcrita = en_medio(
        lotes, "puede_ver_consentimiento", partial(transcribir, papeles, hoja, formato)
    )
    lotes.asignar_hoja(
        escaneada=hoja,
        candidatura=papeles.propio.candidatura,
        adscripcion=papeles.cuentas["enlace"],
    )
    assert transcrita().candidatura == papeles.propio.candidatura


def test_la_hoja_que_se_esta_transcribiendo_no_se_descarta(papeles, hoja, formato, en_medio):  # noqa: F811
    quien = {"escaneada": hoja, "adscripcion": papeles.cuentas["enlace"]}
    lotes.asignar_hoja(candidatura=papeles.propio.candidatura, **quien)
    descarte = en_medio(lotes, "registrar_papel", partial(lotes.descartar_hoja, **quien))
    assert transcribir(papeles, hoja, formato) == Consentimiento.objects.get()
    assert isinstance(descarte(), ConsentimientoNoProcede)


def test_suprimir_a_alguien_mientras_se_transcribe_su_hoja(papeles, hoja, formato, en_medio):  # noqa: F811
    candidatura = papeles.propio.candidatura
    enlace, coordinacion = papeles.cuentas["enlace"], papeles.cuentas["coordinacion"]
    lotes.asignar_hoja(escaneada=hoja, candidatura=candidatura, adscripcion=enlace)
    suprimida = en_medio(
        lotes,
        "registrar_papel",
        partial(
            suprimir_candidatura,
            candidatura=candidatura,
            motivo="ARCO",
            pidio="La titular",
            adscripcion=coordinacion,
        ),
    )
    transcribir(papeles, hoja, formato)
    assert suprimida() == ActaDeSupresion.objects.get()


# --- Revisión y catálogo ------------------------------------------------------------------------
def test_lo_que_se_esta_enviando_ya_no_se_responde(papeles, en_medio):
    enlace = papeles.cuentas["enlace"]
    guardar_fotografia(cuestionario=papeles.propio, datos=imagen(), adscripcion=enlace)
    Cuestionario.objects.filter(pk=papeles.propio.pk).update(estado="con_observaciones")
    observacion = Observacion.objects.create(
        cuestionario=papeles.propio, ronda=1, campo="telefonos", supuesto="copia", texto="Algo.",
        respuesta="Así es.", creada_por=papeles.cuentas["revision"].usuario,
        creada_en=reloj.ahora(),
    )  # fmt: skip
    responder = partial(responder_observacion, observacion=observacion, respuesta="No.")
    respuesta = en_medio(pasos, "anotar", partial(responder, adscripcion=enlace))
    pasos.dar_paso(cuestionario=papeles.propio, paso=Paso.ENVIAR, adscripcion=enlace)
    assert isinstance(respuesta(), RespuestaNoPermitida)


@pytest.mark.parametrize("primero", ["quitarlo", "postular"])
def test_un_partido_no_se_quita_mientras_alguien_postula_con_el(papeles, en_medio, primero):
    partido = PartidoFactory(sigla="NUE")
    uno, otro = (
        {
            "proceso": ProcesoFactory(clave=f"otro-{n}", vigente=False, estado="en_preparacion"),
            "adscripcion": papeles.cuentas["coordinacion"],
        }
        for n in (1, 2)
    )
    quitar = partial(postulantes.quitar_partido, partido=partido, **uno)
    postular = partial(
        postulantes.guardar_actor, tipo="partido", nombre="Partido Ficticio", siglas="",
        partidos=[partido], partido_captura=None, convenio="", orden=1, **otro,
    )  # fmt: skip
    if primero == "postular":
        segundo = en_medio(postulantes, "anotar_hecho", quitar)
        postular()
    else:
        segundo = en_medio(postulantes, "_como_datos", postular)
        quitar()
    assert isinstance(segundo(), ProcesoNoSeCambia)
    assert Partido.objects.filter(pk=partido.pk).exists() is (primero == "postular")


def test_dos_partidos_con_la_misma_sigla_dejan_uno(papeles, en_medio):
    """Es el candado del proceso, que toma todo lo que lo prepara (`preparacion.bloquear`)."""
    guardar = partial(
        postulantes.guardar_partido,
        proceso=ProcesoFactory(clave="otro", vigente=False, estado="en_preparacion"),
        sigla="ZZZ",
        nombre="Partido Ficticio",
        alcance="local",
        adscripcion=papeles.cuentas["coordinacion"],
    )
    otra = en_medio(postulantes, "anotar_hecho", guardar)
    guardar()
    assert isinstance(otra(), ProcesoNoSeCambia)


def test_dos_que_cambian_un_partido_desde_dos_procesos_anotan_lo_que_vieron(papeles, en_medio):
    partido = PartidoFactory(sigla="UNO")

    def guardar(proceso, sigla):
        return postulantes.guardar_partido(
            proceso=proceso, sigla=sigla, nombre="Partido Ficticio", alcance="local",
            partido=partido, adscripcion=papeles.cuentas["coordinacion"],
        )  # fmt: skip

    unos = [
        ProcesoFactory(clave=f"otro-{n}", vigente=False, estado="en_preparacion") for n in (1, 2)
    ]
    otra = en_medio(postulantes, "anotar_hecho", partial(guardar, unos[1], "TRES"))
    guardar(unos[0], "DOS")
    otra()
    cambios = [a.datos for a in Acto.objects.filter(proceso__in=unos).order_by("pk")]
    assert [(c["antes"]["sigla"], c["despues"]["sigla"]) for c in cambios] == [
        ("UNO", "DOS"),
        ("DOS", "TRES"),
    ]


def test_un_reporte_se_cierra_una_vez(papeles, en_medio):
    reporte = ReporteDeError.objects.create(
        folio="REP-2023-PRUEBA",
        candidatura=papeles.propio.candidatura,
        clase=next(iter(ClaseDeError)),
        texto="Un dato ficticio.",
        recibido_en=reloj.ahora(),
    )
    cerrar = partial(
        reportes.mover_reporte,
        reporte=reporte,
        hacia=EstadoDeReporte.CERRADO,
        nota="Hecho.",
        adscripcion=papeles.cuentas["revision"],
    )
    otra = en_medio(reportes.reloj, "ahora", cerrar)
    cerrar()
    assert isinstance(otra(), reportes.ReporteNoAvanza)
    assert reporte.movimientos.count() == 1
