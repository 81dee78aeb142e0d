"""Oficios que van y vienen, con su acuse."""

import pghistory
from django.core.files.storage import storages
from django.db import models
from django.db.models import F, Q

from candidaturas.models import ProcesoElectoral
from captura.models import AvisoAlINE, Usuario
from informes.models.informe import InformeMensual


class Sentido(models.TextChoices):
    ENVIADO = "enviado", "Enviado"
    RECIBIDO = "recibido", "Recibido"


class CanalDeOficio(models.TextChoices):
    SIVOPLE = "sivople", "SIVOPLE"
    CORREO = "correo", "Correo electrónico"
    PAPEL = "papel", "Papel"


def almacen_privado():
    return storages["privado"]


@pghistory.track()
class Oficio(models.Model):
    """Un oficio. Su número puede repetirse o saltar: lo señala el revisor, no la base."""

    proceso = models.ForeignKey(ProcesoElectoral, models.PROTECT, related_name="oficios")
    sentido = models.CharField(max_length=10, choices=Sentido)
    numero = models.CharField("número", max_length=60)
    canal = models.CharField(max_length=10, choices=CanalDeOficio)
    fecha = models.DateField()
    asunto = models.CharField(max_length=300)
    corresponsal = models.CharField("a quién o de quién", max_length=200)
    informe = models.ForeignKey(
        InformeMensual, models.PROTECT, null=True, blank=True, related_name="oficios"
    )
    avisos = models.ManyToManyField(AvisoAlINE, blank=True, related_name="oficios")
    responder_antes_de = models.DateField("se responde a más tardar", null=True, blank=True)
    atendido_el = models.DateField("atendido el", null=True, blank=True)
    acuse_el = models.DateField("acuse del", null=True, blank=True)
    acuse_referencia = models.CharField("referencia del acuse", max_length=120, blank=True)
    archivo = models.FileField(
        upload_to="oficios/", storage=almacen_privado, max_length=160, blank=True
    )
    registrado_por = models.ForeignKey(Usuario, models.PROTECT, related_name="+")
    registrado_en = models.DateTimeField()

    class Meta:
        verbose_name = "oficio"
        ordering = ["-fecha", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(acuse_el=None) | Q(sentido="enviado"),
                name="oficio_solo_lo_enviado_lleva_acuse",
                violation_error_message="Solo un oficio enviado lleva acuse.",
            ),
            models.CheckConstraint(
                condition=Q(acuse_el=None) | Q(acuse_el__gte=F("fecha")),
                name="oficio_acuse_despues_de_enviado",
                violation_error_message="El acuse no puede ser anterior al oficio.",
            ),
            models.CheckConstraint(
                condition=Q(atendido_el=None) | Q(sentido="recibido"),
                name="oficio_solo_lo_recibido_se_atiende",
                violation_error_message="Solo un oficio recibido se atiende.",
            ),
        ]

    def __str__(self):
        return self.numero
