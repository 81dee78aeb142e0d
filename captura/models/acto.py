"""La bitácora: qué pasó, cuándo surtió efecto, cuándo se anotó y quién lo hizo.

Solo se añade; PostgreSQL rehúsa cambiar o borrar. De estos actos nacen los renglones del informe.

Cada acto es además un eslabón de una cadena de huellas que PostgreSQL alarga al confirmar la
transacción. La cadena no lleva lo que dice el acto sino un digesto con sal: el contenido vive
aparte y puede destruirse sin que la cadena deje de comprobarse (docs/adr/0010).
"""

import uuid

import pgtrigger
from django.db import models
from django.db.models import Func, Value
from django.db.models.functions import Cast, NullIf

from candidaturas.models import ActorPolitico, Candidatura, ProcesoElectoral
from captura.models.cuentas import Usuario


class ClaseDeActo(models.TextChoices):
    ESTADO_DE_PROCESO = "estado_de_proceso", "Cambio de estado del proceso"
    CICLO_DE_VIDA = "ciclo_de_vida", "Cambio del ciclo de vida de los datos"
    SUPRESION_PEDIDA = "supresion_pedida", "Petición de suprimir datos"
    SUPRESION_RESUELTA = "supresion_resuelta", "Respuesta a una petición de suprimir"
    SUPRESION = "supresion", "Supresión de datos"
    PREPARACION_DE_PROCESO = "preparacion_de_proceso", "Preparación de un proceso"
    CARGA_DE_REGISTRO = "carga_de_registro", "Carga del registro"
    GUARDADO = "guardado", "Guardado del cuestionario"
    ESCRITO_FUERA_DE_TIEMPO = "escrito_fuera_de_tiempo", "Texto recibido fuera de tiempo"
    CAPTURA_TERMINADA = "captura_terminada", "Captura terminada, por validar"
    ENVIO = "envio", "Envío del cuestionario"
    TOMA_DE_REVISION = "toma_de_revision", "Inicio de revisión"
    RESPUESTA = "respuesta", "Respuesta a una observación"
    OBSERVACION = "observacion", "Devolución con observaciones"
    VERIFICACION = "verificacion", "Verificación"
    PUBLICACION = "publicacion", "Publicación"
    PAUSA = "pausa", "Pausa de una sección publicada"
    REANUDACION = "reanudacion", "Reanudación de una sección"
    SOLICITUD_DE_CORRECCION = "solicitud_de_correccion", "Solicitud de corrección"
    CORRECCION = "correccion", "Corrección de lo publicado"
    RECHAZO_DE_CORRECCION = "rechazo_de_correccion", "Rechazo de una corrección"
    RETIRO = "retiro", "Retiro de la publicación"
    SOLICITUD_DE_HABILITACION = "solicitud_de_habilitacion", "Solicitud de habilitación"
    HABILITACION = "habilitacion", "Habilitación de compromisos"
    FIRMA_DE_COMPROMISOS = "firma_de_compromisos", "Firma de compromisos"
    OFICIO_ENVIADO = "oficio_enviado", "Oficio enviado"
    ACUSE_DE_OFICIO = "acuse_de_oficio", "Acuse de un oficio"
    OFICIO_ATENDIDO = "oficio_atendido", "Oficio recibido y atendido"
    DIFUSION = "difusion", "Actividad de difusión"
    EXPEDIENTE = "expediente", "Carpeta de fichas y consentimientos"
    ESTADO_DE_INFORME = "estado_de_informe", "Cambio de estado de un informe"
    CORTE_CUANTITATIVO = "corte_cuantitativo", "Corte del informe cuantitativo"
    SUSTITUCION = "sustitucion", "Sustitución"
    RENUNCIA = "renuncia", "Renuncia"
    CANCELACION = "cancelacion", "Cancelación del registro"
    CAMBIO_DE_ACTOR = "cambio_de_actor", "Cambio de actor político"
    MOVIMIENTO_DESHECHO = "movimiento_deshecho", "Movimiento sin efecto"
    RECORDATORIO = "recordatorio", "Recordatorios"
    CALENDARIO = "calendario", "Cambio de los días inhábiles"
    SOLICITUD_DE_PRORROGA = "solicitud_de_prorroga", "Solicitud de prórroga"
    PRORROGA = "prorroga", "Respuesta a una prórroga"
    ANULACION_DE_FIRMAS = "anulacion_de_firmas", "Firmas de compromisos sin efecto"
    FORMATO_DE_CONSENTIMIENTO = "formato_de_consentimiento", "Formato de consentimiento nuevo"
    CONSENTIMIENTO = "consentimiento", "Registro de un consentimiento"
    VALIDACION_DE_CONSENTIMIENTO = "validacion_de_consentimiento", "Validación de consentimiento"
    RECHAZO_DE_CONSENTIMIENTO = "rechazo_de_consentimiento", "Consentimiento no validado"
    RETIRO_DE_CONSENTIMIENTO = "retiro_de_consentimiento", "Retiro de un consentimiento"
    IDENTIDAD_CONTESTADA = "identidad_contestada", "Cuestionario de identidad contestado"
    LOTE_DE_ESCANEOS = "lote_de_escaneos", "Carga de hojas escaneadas"
    TEXTO_DE_COMPROMISOS = "texto_de_compromisos", "Cambio del texto de compromisos"
    INVITACION = "invitacion", "Invitación a una cuenta"
    REENVIO_DE_INVITACION = "reenvio_de_invitacion", "Reenvío de una invitación"
    REVOCACION_DE_INVITACION = "revocacion_de_invitacion", "Revocación de una invitación"
    APERTURA_DE_CUENTA = "apertura_de_cuenta", "Apertura de una cuenta"
    DELEGACION = "delegacion", "Delegación de candidaturas"
    VENCIMIENTO_DE_CUENTA = "vencimiento_de_cuenta", "Cambio de vigencia de una cuenta"
    SOLICITUD_DE_RESTABLECIMIENTO = (
        "solicitud_de_restablecimiento",
        "Petición de quitar un segundo factor",
    )
    AVISO_DE_PRIVACIDAD = "aviso_de_privacidad", "Aviso de privacidad nuevo"
    ACEPTACION_DE_AVISO = "aceptacion_de_aviso", "Aceptación del aviso de privacidad"
    SOLICITUD_DE_DERECHOS = "solicitud_de_derechos", "Solicitud de derechos ARCO"
    RESOLUCION_DE_DERECHOS = "resolucion_de_derechos", "Resolución de derechos ARCO"
    EFECTO_DE_DERECHOS = "efecto_de_derechos", "Derechos ARCO hechos efectivos"
    ENTREGA_DE_DATOS = "entrega_de_datos", "Petición de todos los datos de una persona"
    RESTABLECIMIENTO = "restablecimiento", "Respuesta a la petición de quitar un segundo factor"


# Lo que una persona hace valer ante el instituto: su actor político no tiene por qué saberlo.
RESERVADAS_AL_INSTITUTO = frozenset(
    {
        ClaseDeActo.SOLICITUD_DE_DERECHOS,
        ClaseDeActo.RESOLUCION_DE_DERECHOS,
        ClaseDeActo.EFECTO_DE_DERECHOS,
        ClaseDeActo.ENTREGA_DE_DATOS,
    }
)


# --- La cadena ---------------------------------------------------------------------------------
# Con estas dos expresiones encadena PostgreSQL y comprueba `captura.cadena`; `a` es el acto, `e` su
# eslabón y `c` su contenido. Cambiarlas invalida lo ya encadenado.
CONTENIDO_EN_TEXTO = "c.sal::text || ':' || c.datos::text"
ACTO_EN_TEXTO = (
    "json_build_array({lugar}, a.id, a.clase, a.proceso_id, a.candidatura_id, a.actor_id, "
    "a.autor_id, a.contexto, extract(epoch FROM a.surte_efecto_en), "
    "extract(epoch FROM a.registrado_en), {resumen})::text"
)
CANDADO = 20230604
ENCADENAR = f"""
    PERFORM pg_advisory_xact_lock({CANDADO});
    SELECT u.numero, u.huella INTO previo FROM (
        (SELECT e.numero, e.huella FROM captura_eslabon e
            WHERE e.numero IS NOT NULL ORDER BY e.numero DESC LIMIT 1)
        UNION ALL SELECT c.numero, c.huella FROM captura_cabezadebitacora c
    ) u ORDER BY u.numero DESC LIMIT 1;
    lugar := coalesce(previo.numero, 0) + 1;
    SELECT encode(sha256(convert_to({CONTENIDO_EN_TEXTO}, 'UTF8')), 'hex') INTO resumen
        FROM captura_contenidodeacto c WHERE c.acto_id = NEW.acto_id;
    resumen := coalesce(resumen, '');
    SELECT coalesce(previo.huella, '') || {ACTO_EN_TEXTO.format(lugar="lugar", resumen="resumen")}
        INTO texto FROM captura_acto a WHERE a.id = NEW.acto_id;
    texto := encode(sha256(convert_to(texto, 'UTF8')), 'hex');
    UPDATE captura_eslabon SET numero = lugar, digesto = resumen, huella = texto
        WHERE acto_id = NEW.acto_id;
    -- La cabeza se escribe con el último acto de la transacción: no queda otro por encadenar.
    SELECT e.numero IS NULL INTO quedan FROM captura_eslabon e
        WHERE e.acto_id > NEW.acto_id ORDER BY e.acto_id LIMIT 1;
    IF quedan IS NOT TRUE THEN
        INSERT INTO captura_cabezadebitacora (id, numero, huella) VALUES (1, lugar, texto)
            ON CONFLICT (id) DO UPDATE SET numero = lugar, huella = texto;
    END IF;
    RETURN NULL;
"""  # noqa: S608


class ActoManager(models.Manager):
    """Cada acto con lo que dice."""

    def get_queryset(self):
        return super().get_queryset().select_related("contenido")


class Acto(models.Model):
    proceso = models.ForeignKey(
        ProcesoElectoral,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="actos",
        help_text="Vacío en lo que toca a las cuentas del instituto, que no son de un proceso.",
    )
    clase = models.CharField(max_length=40, choices=ClaseDeActo)
    candidatura = models.ForeignKey(
        Candidatura, models.PROTECT, null=True, blank=True, related_name="actos"
    )
    actor = models.ForeignKey(
        ActorPolitico, models.PROTECT, null=True, blank=True, related_name="actos"
    )
    autor = models.ForeignKey(Usuario, models.PROTECT, null=True, blank=True, related_name="actos")
    surte_efecto_en = models.DateTimeField()
    registrado_en = models.DateTimeField()
    contexto = models.UUIDField(
        null=True,
        editable=False,
        db_default=Cast(
            NullIf(
                Func(Value("pghistory.context_id"), Value(True), function="current_setting"),
                Value(""),
            ),
            models.UUIDField(),
        ),
        help_text="El de los cambios que la misma transacción dejó en la historia.",
    )

    objects = ActoManager()

    class Meta:
        verbose_name = "acto"
        ordering = ["registrado_en", "pk"]
        indexes = [
            models.Index(fields=["proceso", "clase", "registrado_en"], name="acto_por_clase"),
            models.Index(fields=["-registrado_en", "-id"], name="acto_por_momento"),
        ]
        triggers = [
            pgtrigger.Protect(name="solo_se_anade", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="a_la_cadena",
                operation=pgtrigger.Insert,
                when=pgtrigger.After,
                timing=pgtrigger.Deferred,
                func="INSERT INTO captura_eslabon (acto_id) VALUES (NEW.id); RETURN NULL;",
            ),
        ]

    def __str__(self):
        return f"{self.get_clase_display()} {self.registrado_en:%Y-%m-%d %H:%M}"

    @property
    def datos(self) -> dict:
        """Claves y números del acto. Vacío si se suprimieron."""
        try:
            return self.contenido.datos
        except ContenidoDeActo.DoesNotExist:
            return {}


class ContenidoDeActo(models.Model):
    """Lo que dice un acto. Suprimirlo se lleva la sal, y sin ella el digesto no dice nada."""

    acto = models.OneToOneField(Acto, models.PROTECT, primary_key=True, related_name="contenido")
    sal = models.UUIDField(default=uuid.uuid4)
    datos = models.JSONField(
        default=dict,
        help_text="Claves y números del acto; nunca textos ni datos personales.",
    )

    class Meta:
        verbose_name = "contenido de un acto"
        verbose_name_plural = "contenidos de actos"
        triggers = [
            pgtrigger.Protect(name="no_se_cambia", operation=pgtrigger.Update),
            # Solo lo destruye `captura.bitacora.suprimir_contenido`.
            pgtrigger.Protect(name="no_se_borra", operation=pgtrigger.Delete),
        ]

    def __str__(self):
        return f"Contenido del acto {self.acto_id}"


class Eslabon(models.Model):
    """El lugar de un acto en la cadena. Nace vacío y PostgreSQL lo llena al confirmar.

    Dos pasos diferidos y no uno: el primero (en `Acto`) hace que el segundo se encole detrás de
    todo lo que la transacción dejó para el final, como comprobar sus llaves. Así, entre tomar el
    candado y confirmar no queda nada que esperar de otra transacción.
    """

    acto = models.OneToOneField(Acto, models.PROTECT, primary_key=True, related_name="eslabon")
    numero = models.BigIntegerField(
        "lugar", null=True, unique=True, help_text="Desde 1 y sin huecos."
    )
    digesto = models.CharField(
        max_length=64, db_default="", help_text="SHA-256 de la sal y el contenido del acto."
    )
    huella = models.CharField(
        max_length=64, db_default="", help_text="SHA-256 de la huella anterior y de este acto."
    )

    class Meta:
        verbose_name = "eslabón"
        verbose_name_plural = "eslabones"
        ordering = ["numero"]
        triggers = [
            pgtrigger.Trigger(
                name="encadenar",
                operation=pgtrigger.Insert,
                when=pgtrigger.After,
                timing=pgtrigger.Deferred,
                declare=[
                    ("previo", "RECORD"),
                    ("lugar", "BIGINT"),
                    ("resumen", "TEXT"),
                    ("texto", "TEXT"),
                    ("quedan", "BOOLEAN"),
                ],
                func=ENCADENAR,
            ),
            pgtrigger.Protect(
                name="lleno_no_se_cambia",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__numero__isnull=False),
            ),
            pgtrigger.Protect(name="no_se_borra_eslabon", operation=pgtrigger.Delete),
        ]

    def __str__(self):
        return f"Eslabón {self.numero}"


class CabezaDeBitacora(models.Model):
    """Un solo renglón: dónde termina la cadena. Lo escribe PostgreSQL al encadenar.

    El acto que sigue se encadena a la cabeza aunque falten los últimos: si alguien los quita, la
    cadena no vuelve a cuadrar nunca.
    """

    numero = models.BigIntegerField("lugar del último acto")
    huella = models.CharField(max_length=64)

    class Meta:
        verbose_name = "cabeza de la bitácora"
        verbose_name_plural = "cabeza de la bitácora"
        triggers = [
            pgtrigger.Protect(
                name="cabeza_solo_avanza",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition("NEW.numero <= OLD.numero"),
            ),
            pgtrigger.Protect(name="cabeza_no_se_borra", operation=pgtrigger.Delete),
        ]

    def __str__(self):
        return f"Cabeza en {self.numero}"


class AnclaDeBitacora(models.Model):
    """Hasta dónde llegaba la cadena en un momento, firmado con la llave del servidor.

    La llave no está en la base: quien solo manda en ella no puede hacer otra ancla.
    """

    numero = models.BigIntegerField("actos en la cadena", unique=True)
    firmada = models.CharField(max_length=200, help_text="«lugar:huella:firma».")
    hecha_en = models.DateTimeField()

    class Meta:
        verbose_name = "ancla de la bitácora"
        verbose_name_plural = "anclas de la bitácora"
        ordering = ["numero"]
        triggers = [
            pgtrigger.Protect(
                name="ancla_solo_se_anade", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self):
        return f"Ancla en {self.numero}"
