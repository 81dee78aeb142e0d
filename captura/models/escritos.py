"""Lo que alguien escribió cuando el cuestionario ya no se podía editar."""

from django.db import models

from captura.models.cuentas import Usuario
from captura.models.cuestionario import Cuestionario


class EscritoFueraDeTiempo(models.Model):
    """Texto que llegó tarde: se conserva en privado, no cuenta como capturado y nadie lo revisa.

    Uno por persona y cuestionario: lo que sigue escribiendo se añade al mismo folio. Si el
    cuestionario se vuelve a abrir, quien captura puede ponerlo en él.
    """

    folio = models.CharField(max_length=40, unique=True)
    cuestionario = models.ForeignKey(Cuestionario, models.CASCADE, related_name="escritos")
    autor = models.ForeignKey(Usuario, models.PROTECT, related_name="+")
    campos = models.JSONField(help_text="Campo → texto o lista, como se habría guardado.")
    version = models.PositiveIntegerField("versión del cuestionario que tenía a la vista")
    recibido_en = models.DateTimeField()
    usado_en = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "escrito fuera de tiempo"
        verbose_name_plural = "escritos fuera de tiempo"
        ordering = ["-recibido_en"]
        constraints = [
            models.UniqueConstraint(
                fields=["cuestionario", "autor"],
                condition=models.Q(usado_en=None),
                name="escrito_pendiente_unico",
            )
        ]

    def __str__(self):
        return self.folio
