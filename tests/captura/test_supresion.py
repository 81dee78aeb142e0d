"""Suprimir: dos personas, nada queda, se reanuda, la bitácora cuadra y los cortes caen."""

import hashlib
import json
import re
import threading
from datetime import timedelta
from pathlib import Path

import pgtrigger
import pytest
from django.conf import settings as ajustes
from django.contrib.postgres.fields import ArrayField
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import call_command
from django.db import IntegrityError, models, transaction
from django.db.models import GeneratedField
from django.db.models.functions import Now
from django.test import Client
from django.urls import reverse

from candidaturas.abiertos import cortes
from candidaturas.models import ActorPolitico, Candidatura, CicloDeVida, ProcesoElectoral
from captura import supresion
from captura.bitacora import anotar, suprimir_contenido
from captura.ciclo import por_atender
from captura.constancias import huella_del_acta
from captura.models import (
    ActaDeSupresion,
    Acto,
    ClaseDeActo,
    Correo,
    Cuestionario,
    Fotografia,
    HojaEscaneada,
    Observacion,
    RespuestasDeIdentidad,
    SupresionPedida,
    Trabajo,
    Usuario,
)
from captura.models.trabajos import EstadoDeTrabajo
from captura.servicios import supresion as servicio
from captura.servicios.ejecucion import ejecutar
from captura.servicios.supresion import (
    SupresionNoProcede,
    pedir_supresion,
    que_queda,
    reanudar_supresion,
    resolver_supresion,
    suprimir_candidatura,
    suprimir_proceso,
    trabajo_de,
)
from captura.servicios.trabajos import ARRIENDO, barrer, pedir
from conoceles.comun import reloj
from conoceles.comun.mapa_de_datos import mapa
from informes.calendario import Calendario
from informes.registro_de_actividades import _objetos, renglones
from tests.captura.test_ciclo_de_vida import BLOQUEADO, DESPUBLICADO, llevar_a
from tests.captura.test_expedientes import _retener
from tests.captura.test_identidad import publicar
from tests.captura.test_marcas_de_identidad import archivos, redis_entero, volcado

TESTIGO = "marcatestigozyxwv"


# --- Plantar una marca en cada campo que se suprime ---------------------------------------------
class Sembrador:
    """Hace un renglón de cada tabla que pierde algo, con una marca distinta en cada campo."""

    def __init__(self, papeles):
        self.candidatura = papeles.cuestionario.candidatura
        self.papeles = papeles
        self.marcas: dict[str, str] = {}
        self.hechos: dict[type[models.Model], models.Model] = {}

    def marca(self, modelo, campo) -> str:
        nueva = f"zyxq{len(self.marcas):03d}w"
        self.marcas[nueva] = f"{modelo._meta.label}.{campo.name}"
        return nueva

    def sembrar(self, alcance) -> None:
        for tabla, campos in supresion.tablas(alcance):
            if tabla.es_historia or tabla.modelo._meta.auto_created:
                continue  # la escriben los disparadores
            renglon = self.renglon(tabla.modelo)
            for nombre in campos:
                self.plantar(renglon, tabla.modelo._meta.get_field(nombre))

    def plantar(self, renglon, campo) -> None:
        valor = self._valor(type(renglon), campo)
        if valor is None:
            return
        if isinstance(campo, models.FileField):
            archivo = campo.attr_class(renglon, campo, valor)
            archivo.storage.save(valor, ContentFile(f"contenido {valor}".encode()))
        with pgtrigger.ignore(*_guardias(type(renglon))):
            type(renglon)._base_manager.filter(pk=renglon.pk).update(**{campo.name: valor})

    def _valor(self, modelo, campo):
        if isinstance(campo, GeneratedField) or campo.is_relation or campo.primary_key:
            return None
        if isinstance(campo, models.FileField):
            return f"fotografias/{self.marca(modelo, campo)}.bin"
        if isinstance(campo, ArrayField):
            if not isinstance(campo.base_field, models.CharField | models.TextField):
                return None
            return [self.marca(modelo, campo)]
        if isinstance(campo, models.JSONField):
            return {"dato": self.marca(modelo, campo)}
        if isinstance(campo, models.BinaryField):
            return self.marca(modelo, campo).encode()
        if isinstance(campo, models.CharField | models.TextField):
            corto = campo.max_length is not None and campo.max_length < 8
            return None if campo.choices or corto else self.marca(modelo, campo)
        return None

    def renglon(self, modelo) -> models.Model:
        """El que ya hay de esta persona, o uno nuevo con lo indispensable."""
        if modelo in self.hechos:
            return self.hechos[modelo]
        fijos = {
            Candidatura: self.candidatura,
            ProcesoElectoral: self.papeles.proceso,
            Usuario: self.papeles.cuentas["candidata"].usuario,
            ActorPolitico: self.papeles.a,
            Cuestionario: self.papeles.cuestionario,
        }
        if modelo in fijos:
            return fijos[modelo]
        tabla = mapa().get(modelo)
        if tabla and tabla.candidatura:
            suyo = modelo._base_manager.filter(**{tabla.candidatura: self.candidatura.pk}).first()
        else:
            suyo = None
        hecho = suyo or self._nuevo(modelo)
        self.hechos[modelo] = hecho
        return hecho

    def _nuevo(self, modelo):
        valores: dict = {}
        for campo in modelo._meta.concrete_fields:
            if (isinstance(campo, GeneratedField) or campo.primary_key) and not campo.is_relation:
                continue
            if campo.is_relation:
                if not campo.null or campo.related_model in _DUENOS:
                    valores[campo.name] = self.renglon(campo.related_model)
            elif not _se_puede_omitir(campo):
                valores[campo.name] = _algo(campo)
        valores |= _A_MODO.get(modelo.__name__, {})
        hecho = modelo(**valores)
        with transaction.atomic():
            models.Model.save(hecho, force_insert=True)
        return hecho


_DUENOS = {ActorPolitico, Candidatura, ProcesoElectoral}
_A_MODO: dict[str, dict] = {
    "Invitacion": {"rol": "candidata", "vence_en": reloj.ahora() + timedelta(days=9)},
    "Correccion": {"estado": "rechazada", "razon": "x"},
    "Consentimiento": {"estado": "retirado", "medio": "papel", "huella_de_imagen": "x"},
}


_DE_CADA_CLASE = (
    (models.DateTimeField, lambda: reloj.ahora()),
    (models.DateField, lambda: reloj.hoy()),
    (models.BooleanField, lambda: False),
    (models.IntegerField, lambda: 1),
    (ArrayField, list),
    (models.JSONField, dict),
    (models.BinaryField, lambda: b"x"),
    (models.FileField, lambda: "x"),
    (models.GenericIPAddressField, lambda: "127.0.0.1"),
)


def _se_puede_omitir(campo) -> bool:
    return campo.null or campo.blank or campo.has_default() or campo.has_db_default()


def _algo(campo):
    for clase, valor in _DE_CADA_CLASE:
        if isinstance(campo, clase):
            return valor()
    if campo.choices:
        return campo.choices[0][0]
    return f"x{campo.name}"[: campo.max_length or 20]


def _guardias(modelo) -> list[str]:
    """Los disparadores que protegen la tabla; los que llevan su historia siguen puestos."""
    return [
        f"{modelo._meta.label}:{t.name}"
        for t in getattr(modelo._meta, "triggers", [])
        if isinstance(t, pgtrigger.Protect | pgtrigger.ReadOnly)
    ] or ["captura.Acto:solo_se_anade"]


def lugares() -> dict[str, bytes]:
    return {
        "la base": volcado(),
        "Redis": redis_entero(),
        "los archivos": archivos(Path(ajustes.DATOS)) + _nombres(),
        "los correos": json.dumps([m.message().as_string() for m in mail.outbox]).encode(),
    }


def _nombres() -> bytes:
    return b"\n".join(str(r).encode() for r in Path(ajustes.DATOS).rglob("*"))


def halladas(marcas) -> set[tuple[str, str]]:
    # Son cientos: de una pasada por cada escritura, pues el volcado da lo binario en hexadecimal.
    llanas = {marca.encode(): nombre for marca, nombre in marcas.items()}
    escrituras = [llanas, {marca.hex().encode(): nombre for marca, nombre in llanas.items()}]
    return {
        (donde, escritas[hallada])
        for donde, contenido in lugares().items()
        for escritas in escrituras
        for hallada in re.findall(b"|".join(escritas), contenido)
    }


def confirmada(papeles):
    return confirmar(papeles, llevar_a(papeles.proceso, DESPUBLICADO, BLOQUEADO))


def confirmar(papeles, proceso):
    peticion = pedir_supresion(
        proceso=proceso, motivo="Acuerdo de ejemplo", adscripcion=papeles.cuentas["coordinacion"]
    )
    return resolver_supresion(
        peticion=peticion, confirmar=True, adscripcion=papeles.cuentas["comision"]
    )


# --- Nada queda ---------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_de_ningun_campo_que_se_suprime_queda_nada(papeles, settings, capsys):
    settings.CACHE_PUBLICO_SEGUNDOS = 60
    papeles.proceso.parametros.create(clave="documentos_de_archivo", valor="ninguno")
    papeles.proceso.__dict__.pop("_parametros", None)
    publicar(papeles)
    sembrador = Sembrador(papeles)
    sembrador.sembrar(supresion.del_proceso(papeles.proceso))
    Client().get(papeles.cuestionario.candidatura.get_absolute_url())
    assert len(sembrador.marcas) > 40
    sembradas = {campo for _, campo in halladas(sembrador.marcas)}
    assert sembradas == set(sembrador.marcas.values()), "todas se plantaron y la búsqueda las ve"
    with pytest.raises(SystemExit):
        call_command("comprobar_supresion", papeles.proceso.clave)
    peticion = confirmada(papeles)
    ejecutar(trabajo_de(peticion).pk)
    peticion.refresh_from_db()
    assert peticion.terminada_en, trabajo_de(peticion) and trabajo_de(peticion).mensaje
    assert halladas(sembrador.marcas) == set()
    call_command("comprobar_supresion", papeles.proceso.clave)
    assert "nada queda" in capsys.readouterr().out
    # Los actos siguen encadenados aunque lo que decían ya no esté.
    call_command("verificar_bitacora")
    assert "cuadra" in capsys.readouterr().out
    proceso = ProcesoElectoral.objects.get(pk=papeles.proceso.pk)
    acta = ActaDeSupresion.objects.get()
    assert (proceso.ciclo, proceso.acta_folio) == (CicloDeVida.SUPRIMIDO, acta.folio)
    with acta.archivo.open() as pdf:
        assert hashlib.sha256(pdf.read()).hexdigest() == acta.huella == proceso.acta_huella
    pagina = Client().get(reverse("candidaturas:proceso_terminado", args=[proceso.clave])).text
    assert acta.folio in pagina
    assert acta.huella in pagina
    impresa = huella_del_acta(acta)
    assert impresa in Client().get(reverse("verificar", args=[acta.folio])).text
    # Los hechos del registro, las cuentas sin nombre y los informes no son de la persona: quedan.
    assert Candidatura.objects.filter(proceso=proceso).exclude(nombre="").exists()
    assert por_atender() == []


@pytest.mark.django_db(transaction=True)
def test_lo_que_el_proceso_nombra_de_archivo_se_conserva(papeles):
    publicar(papeles)
    sembrador = Sembrador(papeles)
    todo = supresion.del_proceso(papeles.proceso)
    sembrador.sembrar(todo)
    suprimir_proceso(confirmada(papeles), lambda *a: None)
    quedan = {campo for _, campo in halladas(sembrador.marcas)}
    assert quedan == set()
    assert "Consentimientos, hojas" in str(ActaDeSupresion.objects.get().conservado)


@pytest.mark.django_db(transaction=True)
def test_interrumpida_sigue_donde_quedo_y_no_cuenta_dos_veces(papeles, monkeypatch):
    monkeypatch.setattr(servicio, "DE_UNA_VEZ", 1)
    publicar(papeles)
    for cuestionario in (papeles.propio, papeles.cuestionario):
        Observacion.objects.create(
            cuestionario=cuestionario, ronda=1, campo="propuesta_1", supuesto="copia",
            texto="algo", creada_por=papeles.cuentas["revision"].usuario, creada_en=reloj.ahora(),
        )  # fmt: skip
    peticion = confirmada(papeles)

    class Muere(BaseException):
        pass

    def morir(hecho, total=None):
        if hecho == 1:
            raise Muere

    with pytest.raises(Muere):
        suprimir_proceso(peticion, morir)
    peticion.refresh_from_db()
    assert peticion.avance["cuenta"]["observaciones"] == 1
    assert not peticion.terminada_en
    assert list(que_queda(papeles.proceso))
    acta = suprimir_proceso(peticion, lambda *a: None)
    assert dict(acta.suprimido)["observaciones"] == 2
    assert suprimir_proceso(SupresionPedida.objects.get(), lambda *a: None) == acta
    assert ActaDeSupresion.objects.count() == 1


@pytest.mark.largo
@pytest.mark.django_db(transaction=True)
def test_matan_al_trabajador_con_archivos_ya_borrados_y_otro_la_completa(
    papeles, lanzar_trabajador, esperar
):
    """El candado en un trabajo del proceso detiene al que suprime: ya confirmó lo de las
    candidaturas y ya borró los archivos de lo común, sin confirmarlo."""
    papeles.proceso.parametros.create(clave="documentos_de_archivo", valor="ninguno")
    publicar(papeles)
    sembrador = Sembrador(papeles)
    todo = supresion.del_proceso(papeles.proceso)
    sembrador.sembrar(todo)
    HojaEscaneada.objects.update(candidatura=None, consentimiento=None)
    hoja = HojaEscaneada.objects.get()
    proceso = llevar_a(papeles.proceso, DESPUBLICADO, BLOQUEADO)
    enlace = papeles.cuentas["enlace"]
    ajeno = pedir(clase="prueba_inmediata", clave="una", parametros={}, adscripcion=enlace)
    Trabajo.objects.filter(pk=ajeno.pk).update(estado="terminado", vence_en=reloj.ahora())
    primero = lanzar_trabajador()
    soltar, detenido = threading.Event(), threading.Event()
    candado = threading.Thread(target=_retener, args=[Trabajo, soltar, detenido])
    candado.start()
    detenido.wait(10)
    trabajo = trabajo_de(confirmar(papeles, proceso))
    esperar(lambda: not hoja.imagen.storage.exists(hoja.imagen.name), 30)
    primero.kill()
    primero.join()
    soltar.set()
    candado.join(10)
    peticion = SupresionPedida.objects.get()
    assert peticion.avance["hasta"] == max(todo.candidaturas), "las candidaturas, confirmadas"
    assert HojaEscaneada.objects.exclude(imagen="").exists(), "lo común, no"
    assert list(que_queda(papeles.proceso))
    assert not ActaDeSupresion.objects.exists()
    lanzar_trabajador()
    Trabajo.objects.filter(pk=trabajo.pk).update(latido_en=Now() - 2 * ARRIENDO)
    barrer()
    esperar(lambda: SupresionPedida.objects.exclude(terminada_en=None).exists(), 30)
    assert halladas(sembrador.marcas) == set()
    assert list(que_queda(papeles.proceso)) == []
    suprimido = dict(ActaDeSupresion.objects.get().suprimido)
    assert suprimido["cuestionarios curriculares"] == len(todo.candidaturas), "sin contar dos veces"


@pytest.mark.django_db
def test_si_algo_queda_no_hay_acta(papeles, monkeypatch):
    peticion = confirmada(papeles)
    monkeypatch.setattr(servicio, "que_queda", lambda proceso: iter(["Queda algo."]))
    with pytest.raises(SupresionNoProcede, match="Queda algo"):
        suprimir_proceso(peticion, lambda *a: None)
    assert not ActaDeSupresion.objects.exists()
    papeles.proceso.refresh_from_db()
    assert papeles.proceso.ciclo == BLOQUEADO


@pytest.mark.django_db
def test_se_halla_un_archivo_que_nadie_nombra(papeles):
    import os

    almacen = storages["privado"]
    nombre = almacen.save("fotografias/zz/suelta.jpg", ContentFile(b"x"))
    assert not [q for q in que_queda(papeles.proceso) if "suelta" in q], "recién llegado"
    os.utime(almacen.path(nombre), (0, 0))
    assert [q for q in que_queda(papeles.proceso) if "suelta" in q]
    suprimir_proceso(confirmada(papeles), lambda *a: None)
    assert not almacen.exists(nombre)


@pytest.mark.django_db(transaction=True)
def test_los_cortes_caen_y_dejan_huella_y_aviso(papeles):
    publicar(papeles)
    corte = cortes.cortar(papeles.proceso)
    archivo = corte.archivos.get(clase="candidaturas.csv")
    suprimir_proceso(confirmada(papeles), lambda *a: None)
    assert not cortes.almacen().exists(cortes.ruta_de(archivo))
    respuesta = Client().get(f"/datos/{papeles.proceso.clave}/{archivo.nombre}")
    assert respuesta.status_code == 410
    assert archivo.sha256 in respuesta.text


# --- Dos personas -------------------------------------------------------------------------------
@pytest.mark.django_db
def test_la_confirma_otra_persona(papeles):
    coordinacion = papeles.cuentas["coordinacion"]
    proceso = llevar_a(papeles.proceso, DESPUBLICADO, BLOQUEADO)
    peticion = pedir_supresion(proceso=proceso, motivo="Acuerdo", adscripcion=coordinacion)
    with pytest.raises(SupresionNoProcede, match="otra persona"):
        resolver_supresion(peticion=peticion, confirmar=True, adscripcion=coordinacion)
    with pytest.raises(IntegrityError), transaction.atomic():
        SupresionPedida.objects.filter(pk=peticion.pk).update(
            confirmada=True, resuelve=coordinacion.usuario, resuelta_en=reloj.ahora()
        )
    with pytest.raises(SupresionNoProcede, match="confirmado"):
        suprimir_proceso(peticion, lambda *a: None)
    for papel in ("revision", "sistemas", "enlace", "candidata"):
        with pytest.raises(PermissionDenied):
            resolver_supresion(
                peticion=peticion, confirmar=True, adscripcion=papeles.cuentas[papel]
            )
        with pytest.raises(PermissionDenied):
            pedir_supresion(proceso=proceso, motivo="A", adscripcion=papeles.cuentas[papel])
    with pytest.raises(SupresionNoProcede, match="Ya hay"):
        pedir_supresion(proceso=proceso, motivo="Otra", adscripcion=coordinacion)
    resolver_supresion(peticion=peticion, confirmar=False, adscripcion=coordinacion)
    peticion = pedir_supresion(proceso=proceso, motivo="Otra", adscripcion=coordinacion)
    secretaria = papeles.cuentas["secretaria"]
    resolver_supresion(peticion=peticion, confirmar=True, adscripcion=secretaria)
    assert trabajo_de(peticion)
    assert reanudar_supresion(peticion=peticion, adscripcion=secretaria) == trabajo_de(peticion)
    assert Acto.objects.filter(clase=ClaseDeActo.SUPRESION_RESUELTA).count() == 2


@pytest.mark.django_db
def test_antes_de_su_fecha_y_sin_bloquear_no_se_pide(papeles):
    coordinacion = papeles.cuentas["coordinacion"]
    proceso = llevar_a(papeles.proceso, DESPUBLICADO)
    with pytest.raises(SupresionNoProcede, match="no es lo que sigue"):
        pedir_supresion(proceso=proceso, motivo="Acuerdo", adscripcion=coordinacion)
    llevar_a(papeles.proceso, BLOQUEADO)
    papeles.proceso.parametros.filter(clave="supresion_el").update(valor="2999-01-01")
    with pytest.raises(SupresionNoProcede, match="Todavía no"):
        pedir_supresion(proceso=proceso, motivo="Acuerdo", adscripcion=coordinacion)


# --- Una sola persona ---------------------------------------------------------------------------
@pytest.mark.django_db
def test_lo_que_se_pide_mientras_se_espera_a_la_persona_tampoco_queda(papeles, monkeypatch):
    """Leyó lo de antes de suprimir: su archivo no puede quedar."""
    pedidos = []
    tomar = servicio.bloquear_lugar

    def esperar(pk):
        enlace = papeles.cuentas["enlace"]
        pedidos.append(
            pedir(clase="prueba_inmediata", clave="x", parametros={}, adscripcion=enlace)
        )
        return tomar(pk)

    monkeypatch.setattr(servicio, "bloquear_lugar", esperar)
    suprimir_candidatura(
        candidatura=papeles.cuestionario.candidatura,
        motivo="Derecho de cancelación",
        pidio="La persona titular",
        adscripcion=papeles.cuentas["coordinacion"],
    )
    (pedido,) = pedidos
    pedido.refresh_from_db()
    assert pedido.estado == EstadoDeTrabajo.CANCELADO


@pytest.mark.django_db(transaction=True)
def test_cancelar_lo_de_una_persona_no_toca_lo_de_otra(papeles):
    publicar(papeles)
    cortes.cortar(papeles.proceso)
    candidatura = papeles.cuestionario.candidatura
    Cuestionario.objects.filter(pk=papeles.propio.pk).update(propuesta_1=TESTIGO)
    Cuestionario.objects.filter(pk=papeles.cuestionario.pk).update(propuesta_1="zyxq999w")
    antes = volcado()
    assert b"zyxq999w" in antes
    with pytest.raises(PermissionDenied):
        suprimir_candidatura(
            candidatura=candidatura, motivo="m", pidio="p", adscripcion=papeles.cuentas["revision"]
        )
    acta = suprimir_candidatura(
        candidatura=candidatura,
        motivo="Derecho de cancelación",
        pidio="La persona titular",
        adscripcion=papeles.cuentas["coordinacion"],
    )
    despues = volcado()
    assert b"zyxq999w" not in despues
    assert TESTIGO.encode() in despues
    assert not RespuestasDeIdentidad.objects.filter(candidatura=candidatura).exists()
    candidata = Usuario.objects.get(pk=papeles.cuentas["candidata"].usuario_id)
    assert (candidata.is_active, candidata.nombre) == (False, "")
    enlace = Usuario.objects.get(pk=papeles.cuentas["enlace"].usuario_id)
    assert enlace.is_active
    assert enlace.nombre
    assert papeles.proceso.cortes.get().esta_retirado
    candidatura.refresh_from_db()
    assert candidatura.nombre
    pagina = Client().get(candidatura.get_absolute_url())
    assert pagina.status_code == 200
    assert candidatura.nombre not in str(acta.suprimido) + acta.motivo
    assert Fotografia.objects.count() == 0
    call_command("verificar_bitacora")
    assert Correo.objects.filter(candidatura=candidatura).exclude(cuerpo="").count() == 0


@pytest.mark.django_db
def test_de_un_acto_suprimido_no_se_deriva_nada_y_nada_se_rompe(papeles):
    acto = anotar(
        clase=ClaseDeActo.HABILITACION, proceso=papeles.proceso, autor=None, datos={"solicitud": 1}
    )
    suprimir_contenido(Acto.objects.filter(pk=acto.pk))
    calendario = Calendario.de(papeles.proceso)
    assert renglones(calendario, calendario.informe(calendario.mes_en_curso())) == []
    assert _objetos(ClaseDeActo.HABILITACION, [Acto.objects.get(pk=acto.pk)]) == {}
