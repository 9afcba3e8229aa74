"""The pages on contracts and their coverage."""

urlpatterns = []
