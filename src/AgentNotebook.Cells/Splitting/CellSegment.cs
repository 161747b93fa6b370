using AgentNotebook.Magics;
using Microsoft.CodeAnalysis;

namespace AgentNotebook.Cells.Splitting;

/// <summary>A part of a cell that runs as one.</summary>
internal abstract record CellSegment;

/// <summary>C# lines, parsed as one submission whose lines are those of the cell.</summary>
internal sealed record CodeSegment(SyntaxTree Tree) : CellSegment;

/// <summary>The packages, sources and assemblies that the C# lines after it ask for; what they ask for is found together.</summary>
internal sealed record ReferencesSegment(IReadOnlyList<Directive> Directives) : CellSegment;

/// <summary>A file that runs in place of the line.</summary>
internal sealed record LoadSegment(Directive Directive) : CellSegment;

/// <summary>A magic line and its body.</summary>
/// <param name="Magic">The magic.</param>
/// <param name="Arguments">Its arguments; <see langword="null"/> when help was asked for.</param>
/// <param name="Body">The lines after it, for a magic that has a body.</param>
/// <param name="Line">Line of the cell, counted from 1; 0 for the language of the whole cell.</param>
internal sealed record MagicSegment(MagicDeclaration Magic, MagicArguments? Arguments, string Body, int Line) : CellSegment;
