"""Las solicitudes con que una persona ejerce sus derechos sobre sus datos (ARCO)."""

from datetime import date

import pghistory
from django.db import models
from django.db.models import Q

from candidaturas.models import Candidatura
from captura.models.consentimientos import ruta_de_escaneo
from captura.models.cuentas import Adscripcion, Rol, Usuario
from captura.models.cuestionario import almacen_privado


class Derecho(models.TextChoices):
    ACCESO = "acceso", "Acceso"
    RECTIFICACION = "rectificacion", "Rectificación"
    CANCELACION = "cancelacion", "Cancelación"
    OPOSICION = "oposicion", "Oposición"


class Sentido(models.TextChoices):
    PROCEDENTE = "procedente", "Procedente"
    PARCIAL = "parcial", "Procedente en parte"
    IMPROCEDENTE = "improcedente", "Improcedente"


class SolicitudDeDerechosQuerySet(models.QuerySet):
    def visibles_para(self, adscripcion: Adscripcion | None):
        """UTTAI ve todas; una persona candidata, las suyas. Su actor político, ninguna."""
        if adscripcion is None:
            return self.none()
        if adscripcion.rol in {Rol.REVISION, Rol.COORDINACION}:
            return self
        if adscripcion.rol == Rol.CANDIDATA:
            return self.filter(candidatura__in=adscripcion.candidaturas.all())
        return self.none()

    def por_atender(self):
        """Las que el instituto aún debe responder o hacer efectivas."""
        return self.filter(Q(sentido="") | Q(cumplir_el__isnull=False, cumplida_en=None))

    def vencidas(self, hoy: date):
        return self.filter(
            Q(sentido="", responder_el__lt=hoy)
            | Q(cumplir_el__lt=hoy, cumplida_en=None) & ~Q(sentido="")
        )


@pghistory.track()
class SolicitudDeDerechos(models.Model):
    """Lo que se pide, con qué identificación, hasta cuándo se responde, qué se resolvió y se hizo.

    `responder_el` y `cumplir_el` son el último día, contado en días hábiles.
    """

    folio = models.CharField(max_length=40, unique=True)
    candidatura = models.ForeignKey(
        Candidatura, models.PROTECT, related_name="solicitudes_de_derechos"
    )
    derecho = models.CharField(max_length=14, choices=Derecho)
    solicitante = models.CharField("nombre de quien la presenta", max_length=160)
    pide = models.TextField("qué pide")
    identificacion = models.FileField(
        "identificación", upload_to=ruta_de_escaneo, storage=almacen_privado, max_length=140
    )
    huella_de_imagen = models.CharField("SHA-256 de la identificación", max_length=64)
    recibida_el = models.DateField("recibida el")
    responder_el = models.DateField("se responde a más tardar el")
    registrada_por = models.ForeignKey(Usuario, models.PROTECT, related_name="+")
    registrada_en = models.DateTimeField()
    sentido = models.CharField("resolución", max_length=12, choices=Sentido, blank=True)
    motivo = models.TextField("motivo de la resolución", blank=True)
    resuelta_por = models.ForeignKey(
        Usuario, models.PROTECT, null=True, blank=True, related_name="+"
    )
    resuelta_en = models.DateTimeField(null=True, blank=True)
    cumplir_el = models.DateField("se hace efectiva a más tardar el", null=True, blank=True)
    efecto = models.TextField("qué se hizo", blank=True)
    referencia = models.CharField("folio o dirección de lo que se hizo", max_length=200, blank=True)
    cumplida_por = models.ForeignKey(
        Usuario, models.PROTECT, null=True, blank=True, related_name="+"
    )
    cumplida_en = models.DateTimeField(null=True, blank=True)

    objects = SolicitudDeDerechosQuerySet.as_manager()

    class Meta:
        verbose_name = "solicitud de derechos"
        verbose_name_plural = "solicitudes de derechos"
        ordering = ["responder_el", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(sentido="", resuelta_en=None)
                | ~Q(sentido="") & Q(resuelta_en__isnull=False) & ~Q(motivo=""),
                name="solicitud_de_derechos_resuelta_con_motivo",
            ),
            models.CheckConstraint(
                condition=Q(cumplida_en=None)
                | Q(sentido__in=["procedente", "parcial"]) & ~Q(efecto=""),
                name="solicitud_de_derechos_cumplida_con_efecto",
            ),
        ]

    def __str__(self):
        return self.folio

    @property
    def por_responder(self) -> bool:
        return not self.sentido

    @property
    def por_cumplir(self) -> bool:
        return self.cumplir_el is not None and self.cumplida_en is None

    @property
    def se_suprime(self) -> bool:
        """Si procede suprimir lo de la persona y todavía no se hace."""
        return self.por_cumplir and self.derecho == Derecho.CANCELACION

    @property
    def vence_el(self) -> date | None:
        """El día del plazo que corre, o None si ya no corre ninguno."""
        if self.por_responder:
            return self.responder_el
        return self.cumplir_el if self.por_cumplir else None

    @property
    def situacion(self) -> tuple[str, str]:
        """(clave para la insignia, cómo se lee)."""
        if self.por_responder:
            return "enviado", "Por responder"
        if self.por_cumplir:
            return "en_revision", "Por hacerse efectiva"
        if self.sentido == Sentido.IMPROCEDENTE:
            return "rechazado", "Improcedente"
        return "verificado", "Concluida"


class EnlaceDeEntrega(models.Model):
    """Con qué baja lo suyo, una vez, quien pidió acceso y no tiene cuenta. La ficha solo existe en
    el correo; el último enlace de una solicitud anula a los anteriores."""

    solicitud = models.ForeignKey(
        SolicitudDeDerechos, models.PROTECT, related_name="enlaces_de_entrega"
    )
    huella_de_ficha = models.CharField("SHA-256 de la ficha", max_length=64, unique=True)
    enviado_por = models.ForeignKey(Usuario, models.PROTECT, related_name="+")
    enviado_en = models.DateTimeField()
    vence_en = models.DateTimeField()
    usado_en = models.DateTimeField("se bajó", null=True, blank=True)

    class Meta:
        verbose_name = "enlace de entrega"
        verbose_name_plural = "enlaces de entrega"
        ordering = ["-pk"]

    def __str__(self):
        return f"Enlace {self.pk} de {self.solicitud}"
