using Microsoft.CodeAnalysis;

namespace AgentNotebook.Cells.Submissions.References;

/// <summary>A public type that is not nested, as the index knows it.</summary>
/// <param name="Name">Its name, without arity.</param>
/// <param name="Namespace">Its namespace; empty for none.</param>
/// <param name="Arity">How many type parameters it has.</param>
/// <param name="Kind">Class, struct, interface, enum or delegate.</param>
/// <param name="Assembly">Simple name of the assembly that defines it.</param>
internal sealed record NamedType(string Name, string Namespace, int Arity, TypeKind Kind, string Assembly);
