using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace AgentNotebook.Models.Scripted;

/// <summary>
/// Reads YAML into plain nodes from the parser's events, never into objects: no tag can name a type, no alias can repeat a node,
/// and nesting is bounded before the stack could be.
/// </summary>
/// <param name="file">What error messages call the file.</param>
/// <param name="kind">What they call such a file.</param>
/// <param name="needs">What they say it needs.</param>
internal sealed class PlaybookReader(string file, string kind = "playbook", string needs = "a list named 'steps'")
{
    private const int MaximumDepth = 8;

    public PlaybookNode Read(string yaml)
    {
        try
        {
            var parser = new Parser(new StringReader(yaml));
            parser.Consume<StreamStart>();
            if (!parser.TryConsume<DocumentStart>(out _))
            {
                throw new PlaybookException(file, 1, 1, $"The {kind} is empty. It needs {needs}.");
            }

            var root = Node(parser, 1);
            parser.Consume<DocumentEnd>();
            if (parser.TryConsume<DocumentStart>(out var second))
            {
                throw At(second.Start, $"A {kind} is one YAML document; a second one begins here. Remove the '---'.");
            }

            return root;
        }
        catch (YamlException exception)
        {
            throw new PlaybookException(file, exception.Start.Line, exception.Start.Column, "This is not well-formed YAML: " + exception.Message, exception);
        }
    }

    private PlaybookNode Node(IParser parser, int depth)
    {
        var current = parser.Current!;
        if (depth > MaximumDepth)
        {
            throw At(current.Start, $"The {kind} is nested more than {MaximumDepth} levels deep; no key needs that.");
        }

        if (current is NodeEvent node && (!node.Anchor.IsEmpty || !node.Tag.IsEmpty))
        {
            throw At(current.Start, $"Anchors and tags are not allowed in a {kind}. Write the value out.");
        }

        if (parser.TryConsume<Scalar>(out var scalar))
        {
            return new PlaybookNode(scalar.Start.Line, scalar.Start.Column) { Scalar = scalar.Value, IsPlain = scalar.Style == ScalarStyle.Plain };
        }

        if (parser.TryConsume<SequenceStart>(out var sequence))
        {
            var items = new List<PlaybookNode>();
            while (!parser.TryConsume<SequenceEnd>(out _))
            {
                items.Add(Node(parser, depth + 1));
            }

            return new PlaybookNode(sequence.Start.Line, sequence.Start.Column) { Items = items };
        }

        if (parser.TryConsume<MappingStart>(out var mapping))
        {
            var entries = new List<(PlaybookNode, PlaybookNode)>();
            while (!parser.TryConsume<MappingEnd>(out _))
            {
                entries.Add((Node(parser, depth + 1), Node(parser, depth + 1)));
            }

            return new PlaybookNode(mapping.Start.Line, mapping.Start.Column) { Entries = entries };
        }

        throw At(current.Start, $"Aliases are not allowed in a {kind}. Write the value out.");
    }

    private PlaybookException At(Mark mark, string problem) => new(file, mark.Line, mark.Column, problem);
}
