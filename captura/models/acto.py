"""La bitácora: qué pasó, cuándo surtió efecto, cuándo se anotó y quién lo hizo.

Solo se añade; PostgreSQL rehúsa cambiar o borrar. De estos actos nacen los renglones del informe.
"""

import pgtrigger
from django.db import models

from candidaturas.models import ActorPolitico, Candidatura, ProcesoElectoral
from captura.models.cuentas import Usuario


class ClaseDeActo(models.TextChoices):
    ESTADO_DE_PROCESO = "estado_de_proceso", "Cambio de estado del proceso"
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
    RESTABLECIMIENTO = "restablecimiento", "Respuesta a la petición de quitar un segundo factor"


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
    datos = models.JSONField(
        default=dict,
        help_text="Claves y números del acto; nunca textos ni datos personales.",
    )

    class Meta:
        verbose_name = "acto"
        ordering = ["registrado_en", "pk"]
        indexes = [
            models.Index(fields=["proceso", "clase", "registrado_en"], name="acto_por_clase"),
        ]
        triggers = [
            pgtrigger.Protect(name="solo_se_anade", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self):
        return f"{self.get_clase_display()} {self.registrado_en:%Y-%m-%d %H:%M}"
