"""La lista de omisiones: quién no capturó qué, con sus pruebas, y sus archivos."""

import io
from datetime import date

import openpyxl
import pypdf
import pytest
from django.urls import reverse

from candidaturas.models import Candidatura, EstadoDeRegistro, Parametro
from captura.models import (
    Cuestionario,
    Estado,
    EstadoDeProrroga,
    Observacion,
    Prorroga,
    Rol,
    Supuesto,
)
from captura.servicios.recordatorios import recordar
from captura.tablero import Apremio, Falta
from conoceles.comun import reloj
from informes.omisiones import foto, lista, pdf, xlsx
from informes.omisiones.lista import Filtro, con_pruebas, omisas
from tests.fabricas import (
    ActorFactory,
    AdscripcionFactory,
    CuestionarioFactory,
    FamiliaFactory,
    FormulaFactory,
)
from tests.informes.conftest import momento

PARECE_FORMULA = "=1+1 #strong[x] <b> 😀"


@pytest.fixture
def actores(proceso):
    """Dos actores: el primero debe todo y el segundo solo la fotografía."""
    for clave, valor in (("dias_captura", "15"), ("dias_requerimiento", "5")):
        Parametro.objects.create(proceso=proceso, clave=clave, valor=valor)
    primero, segundo = (ActorFactory(proceso=proceso) for _ in range(2))
    for actor, completo in ((primero, False), (segundo, True)):
        CuestionarioFactory(
            candidatura__formula=FormulaFactory(
                actor=actor, eleccion__cargo__proceso=proceso, numero=1
            ),
            candidatura__registrada_el=date(2023, 4, 2),
            completo=completo,
        )
        AdscripcionFactory(
            rol=Rol.ENLACE, actor=actor, usuario__email=f"{actor.siglas}@example.org"
        )
    return primero, segundo


def del_actor(actor) -> Cuestionario:
    return Cuestionario.objects.get(candidatura__formula__actor=actor)


def pruebas(proceso, filtro=Filtro()):  # noqa: B008
    return con_pruebas(omisas(proceso, filtro).renglones, proceso)


def cambiar(cuestionario, **campos):
    Cuestionario.objects.filter(pk=cuestionario.pk).update(**campos)


# --- Quién y qué --------------------------------------------------------------------------------
def test_dice_a_quien_le_falta_que_y_lo_cuenta_por_actor(proceso, actores):
    with reloj.en(momento(4, 10)):
        todas = omisas(proceso, Filtro())
        uno, otro = pruebas(proceso)
    assert [(a.actor, a.en_boleta, a.omisas, a.vencidas) for a in todas.actores] == [
        (actores[0].nombre, 1, 1, 0),
        (actores[1].nombre, 1, 1, 0),
    ]
    assert "Propuesta 1" in uno.falta
    assert otro.falta == ["Fotografía"]
    assert otro.habilitada == ["Captura: 02/04/2023"]
    assert otro.vence == ["Captura: 17/04/2023, 23:59", "En curso"]
    assert (otro.recordada, otro.respuestas) == (["Ninguno"], ["Ninguna"])


def test_lo_que_espera_al_instituto_lo_que_salio_y_una_firma_no_son_omisiones(proceso, actores):
    from captura.models import Canal
    from captura.servicios.compromisos import atender_solicitud, registrar_solicitud_externa

    revisora = AdscripcionFactory()
    cambiar(del_actor(actores[0]), estado=Estado.ENVIADO)
    with reloj.en(momento(4, 10)):
        solicitud = registrar_solicitud_externa(
            familia=FamiliaFactory(proceso=proceso),
            actor=actores[0],
            solicitante=actores[0],
            candidaturas=[del_actor(actores[0]).candidatura],
            canal=Canal.CORREO,
            referencia="",
            recibida_en=momento(4, 9),
            adscripcion=revisora,
        )
        atender_solicitud(solicitud=solicitud, adscripcion=revisora)
    Candidatura.objects.filter(cuestionario=del_actor(actores[1])).update(
        estado_registro=EstadoDeRegistro.RENUNCIA, baja_el=date(2023, 4, 9)
    )
    assert omisas(proceso, Filtro()).renglones == []
    cambiar(del_actor(actores[0]), estado=Estado.EN_CAPTURA)
    [omision] = pruebas(proceso)
    assert Falta.FIRMA.label not in omision.falta


def test_la_cadena_de_pruebas(proceso, actores, hacer_correos):
    revisora = AdscripcionFactory()
    cuestionario = del_actor(actores[1])
    with reloj.en(momento(4, 10)):
        recordar(cuestionarios=[cuestionario.pk], proceso=proceso, adscripcion=revisora)
        hacer_correos()
    enlace = AdscripcionFactory._meta.model.objects.get(actor=actores[1])
    with reloj.en(momento(4, 11)):
        recordar(
            cuestionarios=[del_actor(actores[1]).pk],
            proceso=proceso,
            adscripcion=AdscripcionFactory(rol=Rol.COORDINACION),
        )
    cambiar(cuestionario, estado=Estado.CON_OBSERVACIONES, guardado_en=momento(4, 20))
    for respuesta in ("Así es.", ""):
        Observacion.objects.create(
            cuestionario=cuestionario,
            ronda=1,
            campo="propuesta_1",
            supuesto=Supuesto.LEMAS,
            texto="Quite el lema.",
            creada_por=revisora.usuario,
            creada_en=momento(4, 20),
            respuesta=respuesta,
            respondida_en=momento(4, 21) if respuesta else None,
        )
    Prorroga.objects.create(
        cuestionario=cuestionario,
        estado=EstadoDeProrroga.CONCEDIDA,
        vencia_en=momento(4, 25),
        motivo="Enfermedad",
        pedida_por=enlace.usuario,
        pedida_en=momento(4, 22),
        hasta=momento(4, 28),
        resuelta_por=revisora.usuario,
        resuelta_en=momento(4, 23),
    )
    with reloj.en(momento(4, 29)):
        omision = pruebas(proceso)[1]
        cuentas = omisas(proceso, Filtro()).actores[1]
    assert omision.habilitada == ["Captura: 02/04/2023", "Observaciones: 20/04/2023"]
    assert omision.recordada == [
        "10/04/2023, por el instituto: correo enviado",
        "11/04/2023, por el instituto: correo por salir",
    ]
    assert omision.vence == [
        "Respuesta a observaciones: 28/04/2023, 12:00",
        "Venció",
        "Con prórroga",
    ]
    assert omision.respuestas == [
        "Último guardado: 20/04/2023",
        "Observaciones respondidas: 1 de 2, la última el 21/04/2023",
        "Prórroga pedida el 22/04/2023, concedida hasta el 28/04/2023",
    ]
    assert (cuentas.vencidas, cuentas.recordadas) == (1, 1)
    assert cuentas.cuentas == ["31/12/2022"]


@pytest.fixture
def hacer_correos():
    """Da por enviado lo que espera en la cola de correos."""
    from captura.models import Correo
    from captura.servicios.correos import enviar

    return lambda: [enviar(pk) for pk in Correo.objects.values_list("pk", flat=True)]


def test_se_filtra_por_actor_por_falta_y_por_plazo(proceso, actores):
    def de(**criterios):
        return [o.actor for o in pruebas(proceso, Filtro(**criterios))]

    primero, segundo = (a.nombre for a in actores)
    with reloj.en(momento(4, 10)):
        assert de(actor=actores[1].pk) == [segundo]
        assert de(falta=Falta.RESPUESTAS) == [primero]
        assert de(apremio=Apremio.VENCIDO) == []
    with reloj.en(momento(4, 18)):
        assert de(apremio=Apremio.VENCIDO) == [primero, segundo]


def test_las_consultas_no_crecen_con_las_candidaturas(
    proceso, actores, django_assert_max_num_queries
):
    for numero in range(2, 12):
        CuestionarioFactory(
            candidatura__formula=FormulaFactory(
                actor=actores[0], eleccion__cargo__proceso=proceso, numero=numero
            )
        )
    with django_assert_max_num_queries(50):
        assert len(pruebas(proceso)) == 12


# --- Los archivos -------------------------------------------------------------------------------
@pytest.fixture
def tomada(proceso, actores, tmp_path):
    cuestionario = del_actor(actores[0])
    Candidatura.objects.filter(pk=cuestionario.candidatura_id).update(
        nombre=PARECE_FORMULA, nombres=PARECE_FORMULA
    )
    with reloj.en(momento(4, 18).replace(microsecond=7)):
        return foto.tomar(tmp_path / "o.jsonl", proceso, Filtro(), criterios="Todos los actores.")


def test_el_pdf_esta_etiquetado_y_dice_todo(tomada, actores, tmp_path):
    pdf.escribir(tomada, tmp_path / "o.pdf")
    lector = pypdf.PdfReader(io.BytesIO((tmp_path / "o.pdf").read_bytes()))
    assert lector.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert b"pdfuaid:part" in lector.trailer["/Root"]["/Metadata"].get_data()
    texto = " ".join(" ".join(p.extract_text() for p in lector.pages).split())
    for frase in (
        "Al 18 de abril de 2023, 12:00 h",
        "el consentimiento y la firma de compromisos son voluntarios",
        "=1+1 #strong[x] <b> [U+1F600]",
        "Captura: 17/04/2023, 23:59 Venció",
        actores[1].nombre,
    ):
        assert frase.lower() in texto.lower()


def test_la_hoja_dice_lo_mismo_y_nada_es_formula(tomada, actores, tmp_path):
    xlsx.escribir(tomada, tmp_path / "o.xlsx")
    libro = openpyxl.load_workbook(tmp_path / "o.xlsx")
    titulos, primera, segunda = libro["Omisiones"].iter_rows(values_only=True)
    fila = dict(zip(titulos, primera, strict=True))
    assert fila["Candidatura"] == f"'{PARECE_FORMULA}"
    assert (fila["¿Venció?"], fila["Recordada"]) == ("Sí", "Ninguno")
    assert segunda[0] == actores[1].nombre
    resumen = [f[:4] for f in libro["Resumen"].iter_rows(values_only=True)]
    assert (actores[0].nombre, 1, 1, 1) in resumen


@pytest.mark.parametrize("formato", [pdf, xlsx])
def test_la_misma_foto_da_los_mismos_bytes(tomada, formato, tmp_path):
    for nombre in ("a", "b"):
        formato.escribir(tomada, tmp_path / nombre)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_una_lista_que_no_cabe_en_papel_se_dice(tomada, tmp_path, monkeypatch):
    monkeypatch.setattr(pdf, "EN_PAPEL", 1)
    with pytest.raises(pdf.ListaMuyLarga, match="tiene 2 candidaturas y en PDF caben 1"):
        pdf.escribir(tomada, tmp_path / "o.pdf")


def test_por_tandas_sale_lo_mismo(proceso, actores, monkeypatch):
    for numero in range(2, 6):
        CuestionarioFactory(
            candidatura__formula=FormulaFactory(
                actor=actores[0], eleccion__cargo__proceso=proceso, numero=numero
            )
        )
    monkeypatch.setattr(lista, "POR_TANDA", 2)
    tandas = list(lista.recorrer(proceso, Filtro()))
    assert [o for _, _, suyas in tandas for o in suyas] == pruebas(proceso)
    assert sum(miradas for _, miradas, _ in tandas) == lista.cuantas(proceso, Filtro()) == 6
    assert {c.actor: c.omisas for c, _, _ in tandas} == {
        actores[0].nombre: 5,
        actores[1].nombre: 1,
    }


# --- En pantalla y al trabajador ----------------------------------------------------------------
def test_la_pantalla_la_ve_la_secretaria_con_los_filtros(proceso, actores, entrar):
    cliente = entrar(AdscripcionFactory(rol=Rol.SECRETARIA))
    direccion = reverse("informes:omisiones", args=[proceso.clave])
    with reloj.en(momento(4, 18)):
        pagina = cliente.get(direccion).text
        assert "Candidaturas con omisiones: 2" in pagina
        assert "Captura: 17/04/2023, 23:59" in pagina
        una = cliente.get(direccion, {"actor": actores[1].pk}).text
        assert del_actor(actores[1]).candidatura.nombre in una
        assert del_actor(actores[0]).candidatura.nombre not in una
        assert "Candidaturas con omisiones: 2" in cliente.get(direccion, {"falta": "nada"}).text


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("formato", ["pdf", "xlsx"])
def test_el_archivo_se_pide_una_vez_y_el_reintento_da_el_mismo(
    proceso, actores, entrar, hacer_trabajos, formato
):
    from django.db.models.functions import Now

    from captura.models import Trabajo
    from captura.servicios import trabajos
    from captura.servicios.ejecucion import ejecutar

    cliente = entrar(AdscripcionFactory(rol=Rol.SECRETARIA))
    pedir = reverse("informes:omisiones_archivo", args=[proceso.clave])
    pedido = {"actor": actores[1].pk, "formato": formato}
    with reloj.en(momento(4, 18)):
        direcciones = {cliente.post(pedir, pedido).url for _ in "12"}
        trabajo = Trabajo.objects.get()
        assert direcciones == {reverse("captura:trabajo", args=[trabajo.pk])}
        assert cliente.post(pedir, {"formato": "odt"}, follow=True).status_code == 200
        assert Trabajo.objects.count() == 1
        hacer_trabajos()
        trabajo.refresh_from_db()
        assert (trabajo.estado, trabajo.hecho, trabajo.total) == ("terminado", 1, 1)
        assert trabajo.archivo == f"omisiones-{proceso.clave}-20230418T1200.{formato}"
        primera = trabajo.huella
        # Muere al final y alguien captura antes de que otro lo retome.
        cambiar(del_actor(actores[1]), estado=Estado.ENVIADO)
        Trabajo.objects.update(estado="en_curso", latido_en=Now() - 2 * trabajos.ARRIENDO)
        ejecutar(trabajo.pk)
        trabajo.refresh_from_db()
    assert (trabajo.estado, trabajo.intentos) == ("terminado", 2)
    assert trabajo.huella == primera
