namespace AgentNotebook.Cells.Submissions.References;

/// <summary>A public extension method as the index knows it; its overloads for the same kind of receiver are one.</summary>
/// <param name="Namespace">The namespace that has to be imported for it.</param>
/// <param name="Assembly">Simple name of the assembly that defines it.</param>
/// <param name="ReceiverAssembly">
/// Simple name of the assembly that defines what it extends; <see langword="null"/> when that says nothing, as for a type parameter. While
/// that assembly is not referenced, no expression can have the type, and the method is out of reach.
/// </param>
internal sealed record NamedExtension(string Namespace, string Assembly, string? ReceiverAssembly);
