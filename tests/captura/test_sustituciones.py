"""Sustituir, dar de baja, cambiar de actor y deshacer: qué se cierra, qué se abre, qué se ve."""

import io
from datetime import date, datetime, timedelta
from types import SimpleNamespace

import pypdf
import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from candidaturas.models import Candidatura, Formula, Parametro, PerfilPublicado, SeccionDePerfil
from captura.flujo import Paso
from captura.models import (
    Acto,
    AvisoAlINE,
    Causa,
    ClaseDeActo,
    Cuestionario,
    DatoDeRegistro,
    Estado,
    MovimientoDeRegistro,
    SolicitudDeHabilitacion,
)
from captura.permisos import puede_editar
from captura.plazos import plazo_de
from captura.servicios.captura import guardar_cuestionario, guardar_fotografia
from captura.servicios.coaliciones import cambiar_de_actor
from captura.servicios.compromisos import (
    atender_solicitud,
    firmar,
    solicitar_habilitacion,
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
from tests.fabricas import imagen

pytestmark = pytest.mark.django_db
SECRETO = "Una historia que solo es de quien sale."
ENTRA = QuienEntra(
    nombres="Nadia",
    primer_apellido="Entrante",
    segundo_apellido="Ficticia",
    sexo="mujer",
    nace_el=date(1990, 6, 5),
)


def momento(mes, dia, hora=12):
    return timezone.make_aware(datetime(2023, mes, dia, hora))  # noqa: DTZ001


@pytest.fixture
def publicada(papeles):
    """La candidatura propia, publicada con foto y compromisos firmados, el 20 de abril."""
    enlace, uttai = papeles.cuentas["enlace"], papeles.cuentas["revision"]
    Candidatura.objects.filter(pk=papeles.propio.candidatura_id).update(
        edad=47, sobrenombre="La Secreta", folio="FOLIO-SECRETO"
    )
    with reloj.en(momento(4, 20)):
        guardar_fotografia(cuestionario=papeles.propio, datos=imagen(), adscripcion=enlace)
        actual = Cuestionario.objects.get(pk=papeles.propio.pk)
        guardar_cuestionario(
            cuestionario=actual,
            campos={"historia_profesional": f"{SECRETO} " * 10},
            version=actual.version,
            adscripcion=enlace,
        )
        for paso, quien in (
            (Paso.ENVIAR, enlace),
            (Paso.REVISAR, uttai),
            (Paso.VERIFICAR, uttai),
            (Paso.PUBLICAR, uttai),
        ):
            dar_paso(cuestionario=papeles.propio, paso=paso, adscripcion=quien)
        solicitud = solicitar_habilitacion(
            familia=papeles.proceso.familias_de_compromisos.get(),
            actor=papeles.a,
            candidaturas=[papeles.propio.candidatura],
            adscripcion=enlace,
        )
        atender_solicitud(solicitud=solicitud, adscripcion=uttai)
        version = SolicitudDeHabilitacion.objects.get().familia.versiones.get()
        firmar(
            candidatura=papeles.propio.candidatura,
            version=version,
            compromisos=list(version.compromisos.values_list("pk", flat=True)),
            firmante="Persona Ficticia",
            adscripcion=enlace,
        )
    papeles.cuentas["candidata"].candidaturas.set([papeles.propio.candidatura])
    papeles.foto = PerfilPublicado.objects.get().foto
    papeles.candidatura = Candidatura.objects.get(pk=papeles.propio.candidatura_id)
    return papeles


def mover(papeles, servicio=sustituir, **otros):
    datos = {
        "candidatura": papeles.propio.candidatura,
        "causa": Causa.FALLECIMIENTO,
        "acuerdo": "IEC/CG/000/2023",
        "surte_efecto_en": momento(5, 3, 9),
        "adscripcion": papeles.cuentas["coordinacion"],
        **({"entra": ENTRA} if servicio is sustituir else {}),
        **otros,
    }
    with reloj.en(momento(5, 3)):
        return servicio(**datos)


# --- Quién y cuándo ----------------------------------------------------------------------------
@pytest.mark.parametrize(
    "papel", ["enlace", "capturista", "candidata", "revision", "comision", "secretaria", "sistemas"]
)
def test_solo_coordinacion_mueve_el_registro(papeles, papel):
    cuenta = papeles.cuentas[papel]
    for servicio in (sustituir, dar_de_baja):
        with pytest.raises(PermissionDenied):
            mover(papeles, servicio, adscripcion=cuenta)
    assert not MovimientoDeRegistro.objects.exists()


@pytest.mark.parametrize(
    ("otros", "dice"),
    [
        ({"surte_efecto_en": momento(5, 4)}, "ya surta efecto"),
        ({"acuerdo": "  "}, "número del acuerdo"),
    ],
)
def test_no_se_registra_sin_acuerdo_ni_antes_de_tiempo(papeles, otros, dice):
    with pytest.raises(MovimientoNoProcede, match=dice):
        mover(papeles, **otros)
    assert papeles.propio.candidatura.esta_en_boleta


# --- Qué se cierra y qué se abre ---------------------------------------------------------------
def test_cierra_un_perfil_y_abre_otro_vacio(publicada):
    movimiento = mover(publicada)
    sale = Candidatura.objects.get(pk=publicada.candidatura.pk)
    entra = movimiento.entra
    assert (sale.estado_registro, sale.baja_el) == ("sustituida", date(2023, 5, 3))
    assert (entra.formula_id, entra.tipo) == (sale.formula_id, sale.tipo)
    assert (entra.sustituye_a, entra.edad) == (sale, 32)
    assert DatoDeRegistro.objects.get(candidatura=entra).nace_el == date(1990, 6, 5)
    nuevo = entra.cuestionario
    assert nuevo.estado == Estado.SIN_DATOS
    assert not any(nuevo.contenido().values()), "nada pasa de una persona a otra"
    assert nuevo.foto is None
    assert not entra.firmas.exists()
    assert not entra.habilitaciones.exists()
    assert sale.firmas.count() == 1
    assert not sale.firmas.vigentes().exists(), "lo firmado queda sin efecto"
    viejo = Cuestionario.objects.get(pk=publicada.propio.pk)
    assert SECRETO in viejo.historia_profesional, "su historia se conserva"
    assert not puede_editar(publicada.cuentas["enlace"], viejo)
    assert puede_editar(publicada.cuentas["enlace"], nuevo)


def test_el_acto_dice_cuando_surtio_efecto_y_cuando_se_registro(publicada):
    movimiento = mover(publicada)
    acto = Acto.objects.get(clase=ClaseDeActo.SUSTITUCION)
    assert (acto.surte_efecto_en, acto.registrado_en) == (momento(5, 3, 9), momento(5, 3))
    assert acto.datos == {
        "movimiento": movimiento.pk,
        "acuerdo": "IEC/CG/000/2023",
        "entra": movimiento.entra_id,
    }
    assert "fallecimiento" not in str(acto.datos), "la causa no va a la bitácora"


def test_el_plazo_de_quien_entra_es_suyo(publicada):
    Parametro.objects.create(proceso=publicada.proceso, clave="dias_captura", valor="5")
    entra = mover(publicada).entra
    plazo = plazo_de(Cuestionario.objects.get(candidatura=entra))
    assert timezone.localdate(plazo.vence_en) == date(2023, 5, 8)


def test_la_cuenta_de_quien_sale_deja_de_servir(publicada, client):
    cuenta = publicada.cuentas["candidata"]
    client.force_login(cuenta.usuario)
    direccion = reverse("captura:cuestionario", args=[publicada.propio.pk])
    with reloj.en(momento(5, 3, 11)):
        assert client.get(direccion).status_code == 200
    entra = mover(publicada).entra
    with reloj.en(momento(5, 3, 13)):
        assert client.get(direccion).status_code == 404
        suya = reverse("captura:cuestionario", args=[entra.cuestionario.pk])
        assert client.get(suya).status_code == 404
        assert "no tiene una adscripción vigente" in client.get(reverse("captura:inicio")).text


def test_quien_ya_salio_no_firma_ni_se_publica(publicada):
    mover(publicada)
    with pytest.raises(TransicionNoPermitida):
        dar_paso(
            cuestionario=publicada.propio,
            paso=Paso.PUBLICAR,
            adscripcion=publicada.cuentas["revision"],
        )
    assert not PerfilPublicado.objects.exists()


@pytest.mark.parametrize(
    ("causa", "estado", "clase"),
    [
        (Causa.RENUNCIA, "renuncia", ClaseDeActo.RENUNCIA),
        (Causa.RESOLUCION_JUDICIAL, "cancelada", ClaseDeActo.CANCELACION),
    ],
)
def test_una_baja_deja_el_lugar_vacio(publicada, causa, estado, clase):
    movimiento = mover(publicada, dar_de_baja, causa=causa)
    sale = Candidatura.objects.get(pk=publicada.candidatura.pk)
    assert sale.estado_registro == estado
    assert movimiento.entra is None
    assert not PerfilPublicado.objects.exists()
    assert Acto.objects.filter(clase=clase).count() == 1
    assert "no tiene, por ahora, quien lo ocupe" in AvisoAlINE.objects.get().texto


def test_el_aviso_al_ine_queda_en_borrador(publicada):
    mover(publicada)
    aviso = AvisoAlINE.objects.get()
    assert aviso.estado == "borrador"
    for dato in (publicada.candidatura.nombre, "Nadia Entrante Ficticia", "IEC/CG/000/2023"):
        assert dato in aviso.texto
    assert "3 de mayo de 2023" in aviso.texto
    assert "{" not in aviso.texto + aviso.asunto
    assert "allecimiento" not in aviso.texto, "la causa es de quien sale"


# --- Qué se ve ---------------------------------------------------------------------------------
def lo_publico(client, candidatura) -> dict[str, str]:
    """Todo lo que cualquiera puede pedir de una candidatura o donde podría salir."""
    pagina = candidatura.get_absolute_url()
    direcciones = [
        pagina,
        reverse("candidaturas:lista"),
        f"{reverse('candidaturas:lista')}?q=historia+quien+sale",
        f"{reverse('candidaturas:lista')}?q=Secreta",
        f"{reverse('candidaturas:comparar')}?eleccion={candidatura.formula.eleccion_id}",
        reverse("candidaturas:eleccion_atom", args=[candidatura.formula.eleccion_id]),
        "/sitemap.xml",
        "/api/v1/candidaturas/",
        f"/api/v1/candidaturas/{candidatura.pk}/",
        reverse("candidaturas:estadisticas"),
    ]
    paginas = {d: client.get(d).content.decode() for d in direcciones}
    paginas["pdf"] = texto_del_pdf(client.get(f"{pagina}ficha.pdf").content)
    return paginas


def texto_del_pdf(datos: bytes) -> str:
    return "".join(p.extract_text() for p in pypdf.PdfReader(io.BytesIO(datos)).pages)


PERSONAL = (SECRETO[:20], "La Secreta", "FOLIO-SECRETO", "844 000 0000", "47 años")


def test_un_segundo_despues_no_queda_nada_publico(
    publicada, client, django_capture_on_commit_callbacks
):
    with reloj.en(momento(5, 3, 11)):
        antes = lo_publico(client, publicada.candidatura)
    for dato in PERSONAL[:2]:
        assert dato in antes[publicada.candidatura.get_absolute_url()]
    assert publicada.foto.storage.exists(publicada.foto.name)
    with django_capture_on_commit_callbacks(execute=True):
        entra = mover(publicada).entra
    sale = Candidatura.objects.get(pk=publicada.candidatura.pk)
    with reloj.en(momento(5, 3) + timedelta(seconds=1)):
        despues = lo_publico(client, sale)
        assert client.get(f"/medios/{publicada.foto.name}").status_code == 404
        nueva = client.get(entra.get_absolute_url()).text
    for donde, texto in despues.items():
        for dato in (*PERSONAL, publicada.foto.name):
            assert dato not in texto, (donde, dato)
    suya = despues[sale.get_absolute_url()]
    assert "Esta candidatura fue sustituida" in suya
    assert "3 de mayo de 2023" in suya
    assert entra.get_absolute_url() in suya, "lleva a quien ocupa el lugar"
    assert sale.get_absolute_url() in nueva
    assert sale.nombre not in despues["/sitemap.xml"]
    assert "allecimiento" not in "".join(despues.values())
    detalle = client.get(f"/api/v1/candidaturas/{sale.pk}/").json()
    assert (detalle["edad"], detalle["sexo"], detalle["perfil"]) == (None, "", None)


def test_al_deshacer_vuelve_lo_que_estaba_publicado(
    publicada, client, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        movimiento = mover(publicada)
    entra = movimiento.entra
    with reloj.en(momento(5, 3, 13)), django_capture_on_commit_callbacks(execute=True):
        deshacer(
            movimiento=movimiento,
            motivo="Era otra persona.",
            adscripcion=publicada.cuentas["coordinacion"],
        )
        pagina = client.get(publicada.candidatura.get_absolute_url()).text
        assert client.get(entra.get_absolute_url()).status_code == 404
    sale = Candidatura.objects.get(pk=publicada.candidatura.pk)
    assert sale.esta_en_boleta
    assert (sale.edad, sale.sobrenombre, sale.folio) == (47, "La Secreta", "FOLIO-SECRETO")
    assert SECRETO in pagina
    assert "Compromisos por la niñez" in pagina
    assert sale.firmas.vigentes().count() == 1
    assert not Candidatura.objects.filter(pk=entra.pk).exists()
    cuenta = publicada.cuentas["candidata"]
    cuenta.refresh_from_db()
    assert cuenta.vence_en is None
    assert sale in cuenta.candidaturas.all()
    assert AvisoAlINE.objects.get().estado == "descartado"
    assert Acto.objects.filter(clase=ClaseDeActo.MOVIMIENTO_DESHECHO).count() == 1
    mover(publicada)  # deshecho, el lugar puede moverse de nuevo


def test_al_deshacer_lo_que_estaba_en_pausa_sigue_en_pausa(publicada):
    with reloj.en(momento(5, 3, 10)):
        dar_paso(
            cuestionario=publicada.propio,
            paso=Paso.PAUSAR,
            adscripcion=publicada.cuentas["coordinacion"],
            motivo="En disputa.",
            secciones=(SeccionDePerfil.CURRICULAR,),
        )
    movimiento = mover(publicada)
    with reloj.en(momento(5, 3, 13)):
        deshacer(
            movimiento=movimiento, motivo="Error.", adscripcion=publicada.cuentas["coordinacion"]
        )
    perfil = PerfilPublicado.objects.get()
    assert "curricular" in perfil.secciones_pausadas
    assert perfil.historia_profesional == ""
    assert perfil.telefonos


def test_quien_entro_por_error_y_ya_captura_queda_cancelada(publicada):
    movimiento = mover(publicada)
    entra = movimiento.entra
    with reloj.en(momento(5, 3, 13)):
        guardar_cuestionario(
            cuestionario=entra.cuestionario,
            campos={"propuesta_1": "Algo."},
            version=0,
            adscripcion=publicada.cuentas["enlace"],
        )
        deshacer(
            movimiento=movimiento, motivo="Error.", adscripcion=publicada.cuentas["coordinacion"]
        )
    entra.refresh_from_db()
    assert (entra.estado_registro, entra.sustituye_a, entra.sexo) == ("cancelada", None, "")


def test_lo_que_ya_no_se_deshace(publicada):
    coordinacion = publicada.cuentas["coordinacion"]
    movimiento = mover(publicada)

    def intentar(cuando, motivo="Error.", quien=coordinacion):
        with reloj.en(cuando):
            deshacer(movimiento=movimiento, motivo=motivo, adscripcion=quien)

    with pytest.raises(MovimientoNoProcede, match="24 horas"):
        intentar(momento(5, 4, 13))
    with pytest.raises(MovimientoNoProcede, match="por qué"):
        intentar(momento(5, 3, 13), motivo=" ")
    with pytest.raises(PermissionDenied):
        intentar(momento(5, 3, 13), quien=publicada.cuentas["revision"])
    PerfilPublicado.objects.create(
        candidatura=movimiento.entra,
        publicado_en=momento(5, 3),
        actualizado_en=momento(5, 3),
        huella="0" * 64,
    )
    with pytest.raises(MovimientoNoProcede, match="ya se publicó"):
        intentar(momento(5, 3, 13))
    PerfilPublicado.objects.all().delete()
    AvisoAlINE.objects.update(estado="en_oficio")
    with pytest.raises(MovimientoNoProcede, match="oficio"):
        intentar(momento(5, 3, 13))


# --- Cambios de actor --------------------------------------------------------------------------
def pasar(papeles, formula, actor):
    with reloj.en(momento(5, 3)):
        return cambiar_de_actor(
            formulas=[formula],
            actor=actor,
            acuerdo="IEC/CG/001/2023",
            surte_efecto_en=momento(5, 3, 9),
            adscripcion=papeles.cuentas["coordinacion"],
        )


def test_con_la_candidatura_pasa_quien_la_captura(papeles):
    cuestionario = papeles.cuestionario
    formula = cuestionario.candidatura.formula
    assert pasar(papeles, formula, papeles.b) == 1
    cuestionario = Cuestionario.objects.get(pk=cuestionario.pk)
    assert puede_editar(papeles.cuentas["enlace_de_coalicion_que_lee"], cuestionario)
    for papel in ("enlace", "capturista"):
        assert not puede_editar(papeles.cuentas[papel], cuestionario)
    visibles = Cuestionario.objects.visibles_para(papeles.cuentas["capturista"])
    assert list(visibles) == [papeles.propio]
    candidata = papeles.cuentas["candidata"]
    candidata.refresh_from_db()
    assert candidata.actor == papeles.b
    assert puede_editar(candidata, cuestionario), "su perfil sigue siendo suyo"
    acto = Acto.objects.get(clase=ClaseDeActo.CAMBIO_DE_ACTOR)
    assert acto.datos["hacia"] == papeles.b.pk
    assert acto.surte_efecto_en == momento(5, 3, 9)


def test_no_caben_dos_formulas_de_un_actor_en_una_eleccion(papeles):
    formula = papeles.cuestionario.candidatura.formula
    Formula.objects.create(eleccion=formula.eleccion, actor=papeles.b)
    with pytest.raises(MovimientoNoProcede, match="ya tiene una fórmula"):
        pasar(papeles, formula, papeles.b)
    with pytest.raises(PermissionDenied):
        cambiar_de_actor(
            formulas=[formula],
            actor=papeles.b,
            acuerdo="x",
            surte_efecto_en=momento(5, 3),
            adscripcion=papeles.cuentas["revision"],
        )


# --- En pantalla -------------------------------------------------------------------------------
@pytest.fixture
def guia(publicada, client):
    client.force_login(publicada.cuentas["coordinacion"].usuario)
    paso_1 = {
        "clase": "sustitucion",
        "causa": "renuncia",
        "acuerdo": "IEC/CG/000/2023",
        "efecto_el": "2023-05-03",
        "efecto_a_las": "09:00",
    }
    paso_2 = {
        "nombres": "Nadia",
        "primer_apellido": "Entrante",
        "segundo_apellido": "",
        "sobrenombre": "",
        "sexo": "hombre",
        "nace_el": "1990-06-05",
        "folio": "",
    }
    direccion = reverse("captura:mover", args=[publicada.propio.candidatura_id])

    def enviar(paso, **datos):
        with reloj.en(momento(5, 3)):
            return client.post(direccion, {"paso": paso, **datos})

    return SimpleNamespace(enviar=enviar, paso_1=paso_1, paso_2=paso_2)


def test_la_guia_dice_lo_que_hara_antes_de_hacerlo(guia, publicada):
    assert "Paso 1 de 3" in guia.enviar("1").text
    assert "Escriba el número del acuerdo" in guia.enviar("1", clase="baja").text
    segundo = guia.enviar("1", **guia.paso_1).text
    assert "Paso 2 de 3" in segundo
    assert 'value="IEC/CG/000/2023"' in segundo, "lo del paso anterior viaja oculto"
    assert "Paso 2 de 3" in guia.enviar("2", **guia.paso_1, nombres="Nadia").text
    assert "Paso 2 de 3" in guia.enviar("3", **guia.paso_1).text, "no se salta un paso"
    menor = {**guia.paso_2, "nace_el": "2010-01-01"}
    assert "no tendría 18" in guia.enviar("2", **guia.paso_1, **menor).text
    tercero = guia.enviar("2", **guia.paso_1, **guia.paso_2).text
    for dicho in ("dejan de ser públicos", "1 firma de", "1 cuenta de", "vacío para", "paridad"):
        assert dicho in tercero
    assert not MovimientoDeRegistro.objects.exists(), "hasta aquí no ha pasado nada"
    assert guia.enviar("3", **guia.paso_1, **guia.paso_2).status_code == 302
    assert MovimientoDeRegistro.objects.get().entra.nombre == "Nadia Entrante"
    otra_vez = guia.enviar("3", **guia.paso_1, **guia.paso_2)
    assert otra_vez.url == reverse("captura:movimientos"), "un doble clic no la mueve dos veces"
    assert MovimientoDeRegistro.objects.count() == 1


def test_una_baja_no_pide_quien_entra(guia):
    datos = {**guia.paso_1, "clase": "baja"}
    assert "Paso 3 de 3" in guia.enviar("1", **datos).text
    assert guia.enviar("3", **datos).status_code == 302
    assert Candidatura.objects.filter(estado_registro="renuncia").count() == 1
