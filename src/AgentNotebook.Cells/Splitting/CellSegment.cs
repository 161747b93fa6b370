using AgentNotebook.Magics;
using Microsoft.CodeAnalysis;

namespace AgentNotebook.Cells.Splitting;

/// <summary>A part of a cell that runs as one.</summary>
internal abstract record CellSegment;

/// <summary>C# lines, parsed as one submission whose lines are those of the cell.</summary>
internal sealed record CodeSegment(SyntaxTree Tree) : CellSegment;

/// <summary>A magic line and its body.</summary>
/// <param name="Magic">The magic.</param>
/// <param name="Arguments">Its arguments; <see langword="null"/> when help was asked for.</param>
/// <param name="Body">The lines after it, for a magic that has a body.</param>
/// <param name="Line">Line of the cell, counted from 1.</param>
internal sealed record MagicSegment(MagicDeclaration Magic, MagicArguments? Arguments, string Body, int Line) : CellSegment;
