"""Las huellas con que se busca si un texto se parece a otro. De ellas no se recupera el texto."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from captura.models.cuestionario import Cuestionario


class TextoComparado(models.Model):
    """Un texto de un cuestionario, reducido a sus trozos de cinco palabras (captura.parecidos)."""

    cuestionario = models.ForeignKey(Cuestionario, models.CASCADE, related_name="textos_comparados")
    campo = models.CharField(max_length=40)
    trozos = ArrayField(models.IntegerField(), help_text="Todos, sin repetir y en orden.")
    semillas = ArrayField(models.IntegerField(), help_text="Por lo que se busca.")

    class Meta:
        verbose_name = "texto comparado"
        verbose_name_plural = "textos comparados"
        constraints = [
            models.UniqueConstraint(fields=["cuestionario", "campo"], name="texto_comparado_unico")
        ]
        indexes = [GinIndex(fields=["semillas"], fastupdate=False, name="texto_por_semilla")]

    def __str__(self):
        return f"{self.campo} de {self.cuestionario_id}"
