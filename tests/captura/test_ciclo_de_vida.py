"""El ciclo de vida de un proceso: qué pasa en cada paso, cuándo, y quién ya no lee ni escribe."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from candidaturas.abiertos import cortes
from candidaturas.models import (
    CicloDeVida,
    CompromisoPublicado,
    EstadoDeCorte,
    EstadoDeProceso,
    PerfilPublicado,
    ProcesoElectoral,
)
from captura.bitacora import DEL_CICLO, ProcesoBloqueado, anotar
from captura.models import Acto, ClaseDeActo, Correo, Cuestionario, Trabajo
from captura.permisos import VEN_EL_CICLO
from captura.servicios.captura import guardar_fotografia
from captura.servicios.ciclo import CicloNoAvanza, avanzar_ciclo, avanzar_por_fecha
from captura.servicios.preparacion import ProcesoNoSeCambia, fijar_parametro
from captura.tasks import ciclo_de_vida
from conoceles.comun import reloj
from tests.captura.matriz import Escenario
from tests.captura.test_identidad import publicar
from tests.fabricas import imagen

pytestmark = pytest.mark.django_db
DESPUBLICADO, BLOQUEADO = CicloDeVida.DESPUBLICADO, CicloDeVida.BLOQUEADO


def fechar(proceso, **fechas):
    """`despublicacion_el=0`: ese parámetro es hoy; 1, mañana."""
    for clave, dias in fechas.items():
        el = reloj.hoy() + timedelta(days=dias)
        proceso.parametros.update_or_create(
            clave=clave, defaults={"valor": el.isoformat(), "cita": "Acuerdo de ejemplo"}
        )
    proceso.refresh_from_db()
    proceso.__dict__.pop("_parametros", None)
    return proceso


def llevar_a(proceso, *pasos):
    """Cierra el proceso y lo lleva por esos pasos, con sus fechas ya llegadas."""
    ProcesoElectoral.objects.filter(pk=proceso.pk).update(estado=EstadoDeProceso.CERRADO)
    fechar(proceso, despublicacion_el=0, bloqueo_el=0, supresion_el=0)
    for hacia in pasos:
        avanzar_ciclo(proceso=proceso, hacia=hacia, adscripcion=None)
    proceso.refresh_from_db()
    return proceso


@pytest.fixture
def publicado(papeles):
    guardar_fotografia(
        cuestionario=papeles.cuestionario, datos=imagen(), adscripcion=papeles.cuentas["enlace"]
    )
    papeles.cuestionario.refresh_from_db()
    publicar(papeles)
    cortes.cortar(papeles.proceso)
    return papeles


# --- Cuándo -------------------------------------------------------------------------------------
def test_cada_paso_espera_su_fecha_y_al_anterior(papeles):
    coordinacion, proceso = papeles.cuentas["coordinacion"], papeles.proceso

    def falla(hacia, dice):
        with pytest.raises(CicloNoAvanza, match=dice):
            avanzar_ciclo(proceso=proceso, hacia=hacia, adscripcion=coordinacion)

    falla(DESPUBLICADO, "Cierre primero")
    ProcesoElectoral.objects.update(estado=EstadoDeProceso.CERRADO)
    falla(DESPUBLICADO, "Falta fijar")
    fechar(proceso, despublicacion_el=1, bloqueo_el=0)
    falla(DESPUBLICADO, "Todavía no llega")
    falla(BLOQUEADO, "no es lo que sigue")
    fechar(proceso, despublicacion_el=0)
    avanzar_ciclo(proceso=proceso, hacia=DESPUBLICADO, adscripcion=coordinacion)
    avanzar_ciclo(proceso=proceso, hacia=BLOQUEADO, adscripcion=coordinacion)
    falla(CicloDeVida.SUPRIMIDO, "dos personas")
    actos = Acto.objects.filter(clase=ClaseDeActo.CICLO_DE_VIDA).order_by("pk")
    assert [a.datos["hacia"] for a in actos] == [DESPUBLICADO, BLOQUEADO]


def test_solo_coordinacion_lo_mueve(papeles):
    llevar_a(papeles.proceso)
    for papel, cuenta in papeles.cuentas.items():
        if papel != "coordinacion":
            with pytest.raises(PermissionDenied):
                avanzar_ciclo(proceso=papeles.proceso, hacia=DESPUBLICADO, adscripcion=cuenta)


def test_llegada_la_fecha_se_despublica_y_se_bloquea_solo_y_nunca_se_suprime(papeles, monkeypatch):
    proceso = papeles.proceso
    ProcesoElectoral.objects.update(estado=EstadoDeProceso.CERRADO)
    fechar(proceso, despublicacion_el=1, bloqueo_el=2, supresion_el=3)
    ahora = reloj.ahora()
    vistos = []
    for dias in range(6):
        monkeypatch.setattr(reloj, "ahora", lambda dias=dias: ahora + timedelta(days=dias))
        ciclo_de_vida()
        proceso.refresh_from_db()
        vistos.append(proceso.ciclo)
    assert vistos == ["vigente", "despublicado", *["bloqueado"] * 4]
    assert avanzar_por_fecha() == []


def test_un_proceso_abierto_no_se_despublica_aunque_llegue_su_fecha(papeles):
    fechar(papeles.proceso, despublicacion_el=0)
    assert avanzar_por_fecha() == []
    with pytest.raises(IntegrityError), transaction.atomic():
        ProcesoElectoral.objects.update(ciclo=DESPUBLICADO, ciclo_desde=reloj.ahora())


def test_las_fechas_se_fijan_con_el_proceso_cerrado_y_con_su_cita(papeles):
    llevar_a(papeles.proceso, DESPUBLICADO, BLOQUEADO)
    datos = {"proceso": papeles.proceso, "adscripcion": papeles.cuentas["coordinacion"]}
    with pytest.raises(ProcesoNoSeCambia, match="acuerdo"):
        fijar_parametro(clave="supresion_el", valor="2030-01-01", cita=" ", **datos)
    fijar_parametro(clave="supresion_el", valor="2030-01-01", cita="Acuerdo", **datos)
    with pytest.raises(ProcesoNoSeCambia, match="cerrado"):
        fijar_parametro(clave="texto_minimo", valor="1", cita="Acuerdo", **datos)
    for malo in ("nadie", "enlace", ""):
        with pytest.raises(ProcesoNoSeCambia):
            fijar_parametro(clave="leen_lo_bloqueado", valor=malo, cita="Acuerdo", **datos)


def test_lo_que_llega_se_ve_en_los_plazos_y_en_el_ciclo(papeles, client):
    fechar(papeles.proceso, despublicacion_el=0)
    client.force_login(papeles.cuentas["coordinacion"].usuario)
    for pagina in (reverse("captura:plazos"), reverse("captura:ciclos")):
        assert "Ya llegó su fecha" in client.get(pagina).text


# --- Despublicado -------------------------------------------------------------------------------
def _direcciones(candidatura):
    base = candidatura.get_absolute_url()
    clave = candidatura.proceso.clave
    eleccion = candidatura.formula.eleccion_id
    return {
        "ficha": base,
        "pdf": f"{base}ficha.pdf",
        "imagen": f"{base}og.png",
        "qr": f"{base}qr.svg",
        "lista": f"/candidaturas/?proceso={clave}",
        "estadisticas": f"/estadisticas/?proceso={clave}",
        "datos": f"/datos/?proceso={clave}",
        "atom": f"/candidaturas/eleccion/{eleccion}/atom.xml",
        "api": f"/api/v1/candidaturas/{candidatura.pk}/",
        "api_lista": f"/api/v1/candidaturas/?proceso={clave}",
        "archivo": f"/datos/{clave}/"
        + candidatura.proceso.cortes.get().archivos.get(clase="candidaturas.csv").nombre,
    }


def test_despublicado_cada_direccion_dice_que_termino_y_nada_viejo_se_sirve(
    publicado, client, settings, django_capture_on_commit_callbacks
):
    settings.CACHE_PUBLICO_SEGUNDOS = 60
    candidatura = publicado.cuestionario.candidatura
    foto = candidatura.perfil.foto
    direcciones = _direcciones(candidatura)
    for direccion in direcciones.values():
        for _ in range(2):  # la segunda ya está en la caché
            respuesta = client.get(direccion)
            assert respuesta.status_code == 200, direccion
            if respuesta.streaming:
                list(respuesta.streaming_content)
    csv = candidatura.proceso.cortes.get().archivos.get(clase="candidaturas.csv")
    with django_capture_on_commit_callbacks(execute=True):
        llevar_a(publicado.proceso, DESPUBLICADO)
    for que, direccion in direcciones.items():
        respuesta = client.get(direccion)
        assert respuesta.status_code == 410, que
        assert candidatura.nombre not in respuesta.text, que
        assert client.head(direccion).status_code == 410, que
    assert csv.sha256 in client.get(direcciones["archivo"]).text
    assert csv.sha256 in client.get(direcciones["ficha"]).text
    assert not foto.storage.exists(foto.name)
    assert not PerfilPublicado.objects.exists()
    assert not CompromisoPublicado.objects.exists()
    for portada in ("/", "/candidaturas/", "/sitemap.xml", "/api/v1/procesos/", "/mi-lista/"):
        assert candidatura.nombre not in client.get(portada).text
    corte = publicado.proceso.cortes.get()
    assert corte.estado == EstadoDeCorte.RETIRADO
    assert not any(cortes.almacen().exists(cortes.ruta_de(a)) for a in corte.archivos.all())
    pagina = reverse("candidaturas:proceso_terminado", args=[publicado.proceso.clave])
    assert client.get(pagina).status_code == 200
    assert pagina in client.get("/transparencia/").text


def test_un_proceso_vigente_no_dice_que_termino_y_uno_inventado_no_existe(publicado, client):
    for clave in (publicado.proceso.clave, "inventado"):
        pagina = reverse("candidaturas:proceso_terminado", args=[clave])
        assert client.get(pagina).status_code == 404
    assert client.get("/candidaturas/999999-nadie/").status_code == 404
    assert client.get("/api/v1/candidaturas/999999/").status_code == 404


def test_despublicado_ya_no_se_publica_y_lo_demas_sigue(papeles):
    llevar_a(papeles.proceso, DESPUBLICADO)
    with pytest.raises(ProcesoBloqueado):
        anotar(clase=ClaseDeActo.PUBLICACION, proceso=papeles.proceso, autor=None)
    anotar(clase=ClaseDeActo.RETIRO_DE_CONSENTIMIENTO, proceso=papeles.proceso, autor=None)


# --- Bloqueado ----------------------------------------------------------------------------------
def test_bloqueado_no_se_anota_nada_que_no_sea_de_su_ciclo(papeles):
    llevar_a(papeles.proceso, DESPUBLICADO, BLOQUEADO)
    for clase in set(ClaseDeActo) - DEL_CICLO:
        with pytest.raises(ProcesoBloqueado):
            anotar(clase=clase, proceso=papeles.proceso, autor=None)


_LECTURAS = ("cuestionario", "historia", "consentimiento_de")


@pytest.mark.parametrize("leen", ["", "revision", "revision coordinacion", "ninguno"])
def test_bloqueado_solo_lo_leen_los_papeles_que_dice_su_parametro(papeles, client, leen):
    proceso = llevar_a(papeles.proceso, DESPUBLICADO, BLOQUEADO)
    if leen:
        proceso.parametros.create(clave="leen_lo_bloqueado", valor=leen, cita="Acuerdo")
    esperados = {"": {"coordinacion"}, "ninguno": set()}.get(leen, set(leen.split()))
    for papel, cuenta in papeles.cuentas.items():
        visibles = Cuestionario.objects.visibles_para(cuenta)
        assert visibles.exists() == (papel in esperados), papel
        client.force_login(cuenta.usuario)
        direccion = reverse("captura:cuestionario", args=[papeles.propio.pk])
        assert (client.get(direccion).status_code == 200) == (papel in esperados), papel
        tablero = reverse("informes:tablero", args=[proceso.clave])
        assert (client.get(tablero).status_code == 200) == (papel in esperados), papel


# Direcciones que escriben, con un papel que hoy sí puede: lo demás lo cubre lo que se anota.
_ESCRIBEN = (
    ("captura:cuestionario POST", "enlace"),
    ("captura:paso", "enlace"),
    ("captura:declaracion POST", "capturista"),
    ("captura:identidad_bloque POST", "candidata"),
    ("captura:consentimiento_papel POST", "revision"),
    ("captura:formato_nuevo POST", "revision"),
    ("captura:familia_nueva POST", "revision"),
    ("captura:mover POST", "coordinacion"),
    ("captura:proceso_parametro POST", "coordinacion"),
)
_TODOS = "revision coordinacion comision secretaria sistemas"


@pytest.mark.parametrize(("nombre", "papel"), _ESCRIBEN)
def test_bloqueado_no_se_escribe_aunque_se_lea(papeles, client, nombre, papel):
    escenario = Escenario(papeles)
    ruta, _, variante = nombre.partition(" ")
    armar = getattr(escenario, "_" + ruta.removeprefix("captura:"))
    partes, datos, consulta = armar(escenario.objetivo(papel), papel, variante)
    client.force_login(papeles.cuentas[papel].usuario)
    llevar_a(papeles.proceso, DESPUBLICADO, BLOQUEADO)
    papeles.proceso.parametros.create(clave="leen_lo_bloqueado", valor=_TODOS)
    antes = Acto.objects.count()
    client.post(reverse(ruta, args=partes) + consulta, datos)
    assert Acto.objects.count() == antes


def test_bloquear_borra_los_archivos_pedidos_y_cancela_lo_que_espera(
    papeles, django_capture_on_commit_callbacks
):
    from captura.servicios.expedientes import pedir_expediente

    trabajo = pedir_expediente(actor=papeles.a, adscripcion=papeles.cuentas["revision"])
    trabajo.carpeta.mkdir(parents=True)
    (trabajo.carpeta / "resultado").write_bytes(b"x")
    otro = Trabajo.objects.create(
        clase="informe_cuantitativo",
        clave="otro",
        titulo="De otro proceso",
        parametros={"proceso": "otro"},
        pedido_por=papeles.cuentas["revision"].usuario,
        rol="revision",
        pedido_en=reloj.ahora(),
    )
    with django_capture_on_commit_callbacks(execute=True):
        llevar_a(papeles.proceso, DESPUBLICADO, BLOQUEADO)
    trabajo.refresh_from_db()
    assert trabajo.estado == "cancelado"
    assert not trabajo.carpeta.exists()
    otro.refresh_from_db()
    assert otro.estado == "pendiente"


def test_lo_que_no_es_de_un_proceso_no_se_esconde(papeles, client):
    llevar_a(papeles.proceso, DESPUBLICADO, BLOQUEADO)
    Correo.objects.create(
        clave="x",
        plantilla="invitacion",
        para="a@example.org",
        asunto="De nadie",
        cuerpo="",
        creado_en=reloj.ahora(),
        proximo_intento_en=reloj.ahora(),
    )
    client.force_login(papeles.cuentas["revision"].usuario)
    assert "De nadie" in client.get(reverse("captura:correos")).text


def test_quien_ve_el_ciclo_es_quien_dice_la_regla(papeles, client):
    for papel, cuenta in papeles.cuentas.items():
        client.force_login(cuenta.usuario)
        esperado = 200 if cuenta.rol in VEN_EL_CICLO else 403
        assert client.get(reverse("captura:ciclos")).status_code == esperado, papel


def test_el_avance_que_se_vio_es_el_que_se_hace(papeles, client):
    proceso = llevar_a(papeles.proceso)
    client.force_login(papeles.cuentas["coordinacion"].usuario)
    direccion = reverse("captura:ciclo_avanzar", args=[proceso.pk])
    client.post(direccion, {"hacia": "bloqueado"})
    proceso.refresh_from_db()
    assert proceso.ciclo == CicloDeVida.VIGENTE
    client.post(direccion, {"hacia": "despublicado"})
    proceso.refresh_from_db()
    assert proceso.ciclo == DESPUBLICADO
