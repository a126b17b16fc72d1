namespace Leadgate.Server.Console.Forms;

/// <summary>Metadata of a route that itself says why it did not process a form, because it shows the form again.</summary>
internal sealed record AnswersRefusedForm;
