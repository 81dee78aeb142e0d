"""Lo que se hace para dar a conocer el sistema."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.core.files.storage import storages
from django.db import models
from django.db.models import F, Q

from candidaturas.models import ProcesoElectoral
from captura.models import Usuario
from informes.models.actividades import TipoDeActividad

DE_DIFUSION = (
    TipoDeActividad.DIFUSION_EVENTO,
    TipoDeActividad.MATERIAL_DIFUSION,
    TipoDeActividad.DIFUSION_ALIADOS,
    TipoDeActividad.ARCHIVO_FICHAS,
)


def almacen_privado():
    return storages["privado"]


@pghistory.track()
class ActividadDeDifusion(models.Model):
    """Un evento, un material, un envío a alianzas o el archivo de fichas, como se registró."""

    proceso = models.ForeignKey(ProcesoElectoral, models.PROTECT, related_name="difusiones")
    tipo = models.CharField(max_length=40, choices=[(t.value, t.label) for t in DE_DIFUSION])
    descripcion = models.TextField("qué se hizo", max_length=3000)
    inicia_el = models.DateField("fecha, o inicio")
    termina_el = models.DateField("fin", null=True, blank=True)
    lugares = ArrayField(
        models.CharField(max_length=140),
        default=list,
        blank=True,
        help_text="Si fue en varios días y lugares: «13/05/2023 Piedras Negras», uno por renglón.",
    )
    con_quien = models.CharField("en coordinación con", max_length=200, blank=True)
    medio = models.CharField(max_length=120, blank=True)
    documentos = models.CharField(
        "documentos relacionados",
        max_length=300,
        blank=True,
        help_text="Los oficios o acuerdos que la respaldan. Quedan en el registro; no se imprimen.",
    )
    audiencia = models.PositiveIntegerField("personas alcanzadas", null=True, blank=True)
    codigo = models.SlugField(
        "código de campaña",
        max_length=40,
        blank=True,
        help_text="El de «?origen=…» en el enlace o el QR que se repartió.",
    )
    evidencia = models.FileField(
        upload_to="difusion/", storage=almacen_privado, max_length=160, blank=True
    )
    registrado_por = models.ForeignKey(Usuario, models.PROTECT, related_name="+")
    registrado_en = models.DateTimeField()

    class Meta:
        verbose_name = "actividad de difusión"
        verbose_name_plural = "actividades de difusión"
        ordering = ["-inicia_el", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(termina_el=None) | Q(termina_el__gte=F("inicia_el")),
                name="difusion_fechas_en_orden",
                violation_error_message="Termina antes de empezar.",
            )
        ]

    def __str__(self):
        return self.descripcion[:80]
