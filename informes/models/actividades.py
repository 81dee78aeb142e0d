"""Los renglones del informe."""

import pghistory
from django.db import models
from django.db.models import F, Q

from captura.models import Acto, Usuario
from informes.models.informe import InformeMensual


class ActividadQuerySet(models.QuerySet):
    def en_el_informe(self):
        return self.exclude(estado__in=FUERA_DEL_INFORME)

    def en_orden(self):
        """Las que el personal colocó, en su sitio; las demás, por fecha."""
        return self.order_by(F("orden").asc(nulls_last=True), "inicia_el", "pk")


class TipoDeActividad(models.TextChoices):
    """Las nueve clases de actividad de los informes del instituto."""

    HABILITACION_COMPROMISOS = "habilitacion_compromisos", "Habilitación de compromisos"
    MATERIAL_DIFUSION = "material_difusion", "Material de difusión"
    ARCHIVO_FICHAS = "archivo_fichas_consentimientos", "Archivo de fichas y consentimientos"
    DIFUSION_EVENTO = "difusion_evento", "Difusión en un evento"
    ENVIO_INE = "envio_INE", "Envío al INE"
    ACUSE_INE = "acuse_INE", "Acuse del INE"
    DIFUSION_ALIADOS = "difusion_aliados", "Difusión con alianzas estratégicas"
    INFORME_CUANTITATIVO = "informe_cuantitativo", "Informe cuantitativo"
    OFICIO_INE = "oficio_INE_recibido_atendido", "Oficio del INE recibido y atendido"


class EstadoDeActividad(models.TextChoices):
    PROPUESTA = "propuesta", "Propuesta"
    ACEPTADA = "aceptada", "Aceptada"
    OMITIDA = "omitida", "Fuera del informe"
    UNIDA = "unida", "Unida a otro renglón"


# Lo que no se imprime, pero se puede rastrear.
FUERA_DEL_INFORME = (EstadoDeActividad.OMITIDA, EstadoDeActividad.UNIDA)


@pghistory.track()
class Actividad(models.Model):
    """Un renglón del informe. El que nació de un acto de la bitácora lo nombra: uno por acto."""

    informe = models.ForeignKey(InformeMensual, models.PROTECT, related_name="actividades")
    tipo = models.CharField(max_length=40, choices=TipoDeActividad)
    descripcion = models.TextField("redacción")
    inicia_el = models.DateField("fecha, o inicio del periodo")
    termina_el = models.DateField("fin", null=True, blank=True)
    rango_abierto = models.BooleanField(
        "el rango no tiene fin",
        default=False,
        help_text="Se imprime «dd/mm/aaaa al».",
    )
    orden = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Vacío: por fecha.")
    estado = models.CharField(
        max_length=10, choices=EstadoDeActividad, default=EstadoDeActividad.PROPUESTA
    )
    origen = models.ForeignKey(
        Acto,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="actividades",
        verbose_name="acto del que nació",
    )
    unida_a = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="unidas"
    )
    creada_por = models.ForeignKey(Usuario, models.PROTECT, null=True, blank=True, related_name="+")
    editada_por = models.ForeignKey(
        Usuario, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ActividadQuerySet.as_manager()

    class Meta:
        verbose_name = "actividad"
        verbose_name_plural = "actividades"
        ordering = ["informe", F("orden").asc(nulls_last=True), "inicia_el", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["informe", "origen"], name="actividad_una_por_acto_e_informe"
            ),
            models.CheckConstraint(
                condition=Q(termina_el=None) | Q(termina_el__gte=F("inicia_el")),
                name="actividad_fechas_en_orden",
                violation_error_message="La actividad termina antes de empezar.",
            ),
            models.CheckConstraint(
                condition=Q(rango_abierto=False) | Q(termina_el=None),
                name="actividad_rango_abierto_sin_fin",
                violation_error_message="Un rango abierto no lleva fecha de término.",
            ),
            models.CheckConstraint(
                condition=~Q(descripcion=""),
                name="actividad_con_redaccion",
                violation_error_message="Escriba la redacción de la actividad.",
            ),
        ]

    def __str__(self):
        return self.descripcion[:80]

    # Las fechas con lugar de un renglón que aún no se guarda.
    lugares_propuestos: "list[FechaConLugar] | None" = None

    @property
    def lugares(self) -> "list[FechaConLugar]":
        if self.lugares_propuestos is None and self.pk:
            return list(self.fechas_con_lugar.all())
        return list(self.lugares_propuestos or ())

    @property
    def clave(self) -> str:
        """Cómo se nombra en una dirección, esté o no guardada."""
        return f"acto-{self.origen_id}" if self.origen_id else f"actividad-{self.pk}"


@pghistory.track()
class FechaConLugar(models.Model):
    """Una de las fechas de una actividad que ocurrió en varios lugares."""

    actividad = models.ForeignKey(Actividad, models.CASCADE, related_name="fechas_con_lugar")
    orden = models.PositiveSmallIntegerField()
    fecha = models.DateField()
    lugar = models.CharField(max_length=120)

    class Meta:
        verbose_name = "fecha con lugar"
        verbose_name_plural = "fechas con lugar"
        ordering = ["actividad", "orden"]
        constraints = [
            models.UniqueConstraint(
                fields=["actividad", "orden"],
                name="fecha_con_lugar_orden_unico",
                violation_error_message="Dos fechas no pueden ocupar el mismo sitio.",
            )
        ]

    def __str__(self):
        return f"{self.fecha:%d/%m/%Y} {self.lugar}"
