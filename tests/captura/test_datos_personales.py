"""Lo que se entrega a una persona: todo lo suyo, campo por campo, y nada de nadie más."""

import io
import json
import uuid
import zipfile
from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest
from django.contrib.postgres.fields import ArrayField
from django.core.files.base import ContentFile
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models
from django.urls import reverse
from pghistory.models import Event

from captura.datos_personales import en_zip
from captura.escaneos import Pagina
from captura.identidad import Respuestas, contenido_de_partida
from captura.models import (
    AccesoAIdentidad,
    Adscripcion,
    Cuestionario,
    CuestionarioDeIdentidad,
    Derecho,
    Descarga,
    Proposito,
    RespuestasDeIdentidad,
    Rol,
    Sentido,
    Trabajo,
)
from captura.servicios.captura_de_identidad import crear_cuestionario_de_identidad, guardar_bloque
from captura.servicios.derechos import pedir_los_datos, registrar_solicitud, resolver_solicitud
from captura.servicios.ejecucion import ejecutar
from conoceles.comun import reloj
from conoceles.comun.mapa_de_datos import mapa
from tests.captura.test_identidad_guardada import MARCA, firmar
from tests.fabricas import AdscripcionFactory, imagen

pytestmark = pytest.mark.django_db
ENERO = datetime(2000, 1, 1, tzinfo=UTC)
SUYAS = {modelo: tabla for modelo, tabla in mapa().items() if tabla.lleva_a_una_persona}


class Sembrador:
    """Un renglón de cada tabla que habla de una persona, con un valor distinto en cada campo.

    `hechos`: los que ya existen; los demás se crean, y sus llaves llevan siempre a la misma.
    """

    numeros = count(1000)

    def __init__(self, marca: str, *hechos: models.Model):
        self.marca = marca
        self.hechos = {type(hecho): hecho for hecho in hechos}

    def renglon(self, modelo: type[models.Model]) -> models.Model:
        modelo = modelo._meta.concrete_model
        if modelo._meta.auto_created and modelo not in self.hechos:
            self.hechos[modelo] = self._de_la_relacion(modelo)
        if modelo not in self.hechos:
            self.hechos[modelo] = nuevo = modelo()
            for campo in modelo._meta.local_fields:
                if not campo.generated and not isinstance(campo, models.AutoField):
                    setattr(nuevo, campo.attname, self._valor(nuevo, campo))
            modelo._base_manager.bulk_create([nuevo])
        return self.hechos[modelo]

    def _de_la_relacion(self, modelo: type[models.Model]) -> models.Model:
        """El renglón de una relación múltiple, que se añade si no estaba."""
        dueno = self.renglon(modelo._meta.auto_created)
        [campo] = [c for c in dueno._meta.local_many_to_many if c.remote_field.through is modelo]
        getattr(dueno, campo.name).add(self.renglon(campo.related_model))
        return modelo.objects.filter(**{campo.m2m_field_name(): dueno}).first()

    def _valor(self, nuevo: models.Model, campo: models.Field):
        tabla = mapa().get(type(nuevo))
        if campo.is_relation:
            propio = campo.related_model is type(nuevo)
            return None if propio else self.renglon(campo.related_model).pk
        if tabla and campo.name in tabla.solo:
            return tabla.solo[campo.name]
        if tabla and tabla.por_folio and campo.name == "folio":
            return self.renglon(tabla.por_folio[0]).folio
        if isinstance(nuevo, Event) and campo.name == "id":
            return self.renglon(nuevo.pgh_tracked_model).pk
        return self._de_su_tipo(campo)

    def _de_su_tipo(self, campo: models.Field):
        n = next(self.numeros)
        texto = f"{self.marca}{n}"
        if isinstance(campo, ArrayField):
            return [self._de_su_tipo(campo.base_field)]
        if isinstance(campo, models.FileField):
            return campo.storage.save(f"marcas/{texto}.bin", ContentFile(texto.encode()))
        for tipos, valor in (
            ((models.JSONField,), {"m": texto}),
            ((models.DateTimeField,), ENERO + timedelta(hours=n)),
            ((models.DateField,), date(2000, 1, 1) + timedelta(days=n)),
            ((models.BooleanField,), True),
            ((models.UUIDField,), uuid.uuid4()),
            ((models.GenericIPAddressField,), f"10.0.{n // 256}.{n % 256}"),
            ((models.IntegerField,), n),
            ((models.BinaryField,), texto.encode()),
        ):
            if isinstance(campo, tipos):
                return valor
        return texto if (campo.max_length or 99) >= len(texto) else str(n)[: campo.max_length]


@pytest.fixture
def sin_restricciones(papeles):
    """Se siembran valores que el sistema nunca escribiría: solo importa que salgan."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(
            "SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname)"
            " FROM pg_constraint WHERE contype = 'c' AND connamespace = 'public'::regnamespace"
            " AND conrelid <> 0 UNION ALL"
            " SELECT format('ALTER TABLE %I DISABLE TRIGGER USER', tablename)"
            " FROM pg_tables WHERE schemaname = 'public'"
        )
        for (orden,) in cursor.fetchall():
            cursor.execute(orden)
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def sembrar(marca: str, papeles, cuestionario: Cuestionario, cuenta: Adscripcion) -> Sembrador:
    sembrador = Sembrador(
        marca,
        cuestionario,
        cuestionario.candidatura,
        cuenta,
        cuenta.usuario,
        papeles.proceso,
        CuestionarioDeIdentidad.objects.get(),
    )
    for modelo in SUYAS:
        sembrador.renglon(modelo)
        for campo in modelo._meta.local_many_to_many:
            sembrador.renglon(campo.remote_field.through)
    return sembrador


def como_en_json(valor):
    if isinstance(valor, bytes | memoryview):
        return bytes(valor).hex()
    return json.loads(json.dumps(valor, cls=DjangoJSONEncoder))


def test_todo_campo_suyo_sale_y_ninguno_ajeno(papeles, sin_restricciones):
    crear_cuestionario_de_identidad(proceso=papeles.proceso, contenido=contenido_de_partida())
    otra = AdscripcionFactory(
        rol=Rol.CANDIDATA, actor=papeles.a, candidaturas=[papeles.propio.candidatura]
    )
    candidatura = papeles.cuestionario.candidatura
    suyos = sembrar("SUYO", papeles, papeles.cuestionario, papeles.cuentas["candidata"])
    sembrar("AJENO", papeles, papeles.propio, otra)
    respuestas = Respuestas({"lgbtttiq": "si"}, {})
    hecho = en_zip(candidatura, respuestas, hecho_en=reloj.ahora())
    with zipfile.ZipFile(io.BytesIO(hecho)) as paquete:
        archivos = {nombre: paquete.read(nombre) for nombre in paquete.namelist()}
    tablas = json.loads(archivos["datos.json"])["tablas"]

    faltan, sobran = [], []
    for modelo, tabla in SUYAS.items():
        hecho = suyos.hechos[modelo]
        hecho.refresh_from_db()
        entregados = {dato.campo for dato in tabla.datos() if dato.se_entrega}
        if not entregados:
            continue
        renglones = tablas[modelo._meta.label]["renglones"]
        if not any(_es(hecho, renglon, entregados, archivos) for renglon in renglones):
            faltan.append(modelo._meta.label)
        sobran += [modelo._meta.label for r in renglones if set(r) != entregados]
    assert faltan == []
    assert sobran == []
    [contestado] = tablas["captura.RespuestasDeIdentidad"]["renglones"]
    assert ["Sí"] in contestado["cifradas"].values()
    # De otra persona, y de quien reporta o actúa, ni un valor.
    todo = b"".join(archivos.values()).decode(errors="replace")
    assert "AJENO" not in todo
    callados = [
        getattr(suyos.hechos[dato.tabla.modelo], dato.campo)
        for tabla in SUYAS.values()
        for dato in tabla.datos()
        if not dato.se_entrega and not dato.tabla.modelo._meta.get_field(dato.campo).is_relation
    ]
    secretos = [v for v in callados if isinstance(v, str) and v.startswith("SUYO")]
    assert len(secretos) > 10
    assert [secreto for secreto in secretos if secreto in todo] == []


def _es(hecho: models.Model, renglon: dict, entregados: set[str], archivos: dict) -> bool:
    return all(_igual(hecho, campo, renglon.get(campo), archivos) for campo in entregados)


def _igual(hecho: models.Model, campo: str, dicho, archivos: dict) -> bool:
    descripcion = hecho._meta.get_field(campo)
    if isinstance(hecho, RespuestasDeIdentidad) and campo == "cifradas":
        return bool(dicho)
    if descripcion.many_to_many:
        return len(dicho) == getattr(hecho, campo).count()
    valor = getattr(hecho, descripcion.attname)
    if isinstance(descripcion, models.FileField):
        with descripcion.storage.open(str(valor)) as abierto:
            return archivos[dicho] == abierto.read()
    if descripcion.is_relation:
        return dicho == (None if valor is None else str(valor))
    if getattr(descripcion, "choices", None):
        valor = dict(descripcion.flatchoices).get(valor, valor)
    return dicho == como_en_json(valor)


# --- Quién lo pide y quién lo baja ---------------------------------------------------------------
@pytest.fixture
def solicitud(papeles):
    return registrar_solicitud(
        candidatura=papeles.cuestionario.candidatura,
        derecho=Derecho.ACCESO,
        solicitante="Persona Ficticia",
        pide="Todo lo que tengan sobre mí.",
        identificacion=Pagina.de(imagen()),
        recibida_el=reloj.hoy(),
        adscripcion=papeles.cuentas["candidata"],
    )


@pytest.fixture
def contestada(papeles):
    crear_cuestionario_de_identidad(proceso=papeles.proceso, contenido=contenido_de_partida())
    firmar(papeles)
    guardar_bloque(
        candidatura=papeles.cuestionario.candidatura,
        bloque="diversidad",
        respuestas=Respuestas(
            {"lgbtttiq": "si", "lgbtttiq_identidad": "otra"}, {"lgbtttiq_identidad": MARCA}
        ),
        adscripcion=papeles.cuentas["candidata"],
    )


def hacer(papeles, solicitud, quien: str) -> Trabajo:
    trabajo = pedir_los_datos(solicitud=solicitud, adscripcion=papeles.cuentas[quien])
    ejecutar(trabajo.pk)
    trabajo.refresh_from_db()
    return trabajo


def bajar(client, papeles, trabajo, quien: str):
    client.force_login(papeles.cuentas[quien].usuario)
    respuesta = client.get(reverse("captura:trabajo_bajar", args=[trabajo.pk]))
    contenido = b"".join(respuesta.streaming_content) if respuesta.streaming else b""
    return respuesta, contenido


@pytest.mark.django_db(transaction=True)
def test_ella_baja_todo_con_lo_de_identidad_y_nada_queda_en_claro(
    papeles, contestada, solicitud, client
):
    trabajo = hacer(papeles, solicitud, "candidata")
    assert MARCA.encode() not in trabajo.ruta.read_bytes()
    assert not zipfile.is_zipfile(trabajo.ruta)
    assert papeles.cuestionario.candidatura.nombre not in f"{trabajo.titulo} {trabajo.archivo}"
    respuesta, contenido = bajar(client, papeles, trabajo, "candidata")
    assert respuesta["Cache-Control"] == "private, no-store"
    with zipfile.ZipFile(io.BytesIO(contenido)) as paquete:
        assert MARCA in paquete.read("datos.json").decode()
        assert MARCA in paquete.read("expediente.html").decode()
    acceso = AccesoAIdentidad.objects.get(proposito=Proposito.DERECHO_DE_ACCESO)
    assert acceso.usuario == papeles.cuentas["candidata"].usuario
    assert Descarga.objects.get().usuario == acceso.usuario
    # Ni por el rango de un archivo ajeno, ni por su dirección, ni siquiera quien resuelve.
    for papel in papeles.cuentas:
        if papel != "candidata":
            assert bajar(client, papeles, trabajo, papel)[0].status_code == 404, papel


@pytest.mark.django_db(transaction=True)
def test_quien_resuelve_se_lleva_lo_demas_y_no_lo_de_identidad(
    papeles, contestada, solicitud, client
):
    resolver_solicitud(
        solicitud=solicitud,
        sentido=Sentido.PROCEDENTE,
        motivo="Acreditó quién es.",
        adscripcion=papeles.cuentas["coordinacion"],
    )
    solicitud.refresh_from_db()
    trabajo = hacer(papeles, solicitud, "coordinacion")
    _, contenido = bajar(client, papeles, trabajo, "coordinacion")
    with zipfile.ZipFile(io.BytesIO(contenido)) as paquete:
        datos = paquete.read("datos.json").decode()
    assert papeles.cuestionario.candidatura.nombre in datos
    assert MARCA not in datos
    assert "Solo se entrega a la propia persona" in datos
    assert not AccesoAIdentidad.objects.filter(proposito=Proposito.DERECHO_DE_ACCESO).exists()
    assert bajar(client, papeles, trabajo, "candidata")[0].status_code == 404
    assert bajar(client, papeles, trabajo, "revision")[0].status_code == 404


@pytest.mark.django_db(transaction=True)
def test_si_deja_de_ser_candidata_antes_de_su_turno_no_se_hace(papeles, contestada, solicitud):
    trabajo = pedir_los_datos(solicitud=solicitud, adscripcion=papeles.cuentas["candidata"])
    Adscripcion.objects.filter(pk=papeles.cuentas["candidata"].pk).update(vence_en=ENERO)
    ejecutar(trabajo.pk)
    trabajo.refresh_from_db()
    assert "ya no tiene ese cargo" in trabajo.mensaje
    assert not trabajo.ruta.exists()
