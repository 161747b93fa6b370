using AgentNotebook.Execution;
using AgentNotebook.Execution.Compiling;
using AgentNotebook.Execution.Exchange;
using AgentNotebook.Magics.Provenance;

namespace AgentNotebook.Magics.Sandbox;

/// <summary>What a <c>#!sandbox</c> cell asks for: a program with all it is handed, and its limits.</summary>
internal sealed record SandboxRequest(GuestProgram Program, ExecutionLimits Limits)
{
    private const long SmallestMemory = 64L << 20;
    private const int MostErrors = 20;

    /// <exception cref="MagicException">Something of it does not exist, does not fit or does not compile.</exception>
    internal static async Task<SandboxRequest> ReadAsync(MagicInvocation invocation, CancellationToken cancellationToken)
    {
        var (arguments, notebook, place) = (invocation.Arguments, invocation.Notebook, invocation.BodyLine - 1);
        var provenance = notebook.Services.Provenance;
        if (string.IsNullOrWhiteSpace(invocation.Body))
        {
            throw new MagicException($"{invocation.Magic.Name} has nothing to run: write C# code on the lines after it.", invocation.BodyLine, 1);
        }

        var defaults = new ExecutionLimits();
        var limits = defaults with { WallTime = arguments.Get(SandboxMagic.Timeout, defaults.WallTime), MemoryBytes = arguments.Get(SandboxMagic.Memory, defaults.MemoryBytes) };
        if (limits.MemoryBytes < SmallestMemory)
        {
            throw new MagicException($"'{SandboxMagic.Memory}' takes at least 64MiB: the .NET runtime itself needs about that.", place);
        }

        var variables = new List<GuestVariable>();
        foreach (var name in arguments.All<string>(SandboxMagic.Variable))
        {
            variables.Add(await notebook.GetVariableAsync(name, limits.InputBytes, cancellationToken));
        }

        try
        {
            var inputs = InputFiles.Read(arguments.All<string>(SandboxMagic.Input), notebook.Services.Folder, limits.InputBytes, (path, bytes) => provenance.AddFile(path, UsedFileKind.Input, bytes.Span));
            var options = new GuestCompileOptions
            {
                References = [.. arguments.All<string>(SandboxMagic.Reference).Select(file => Path.GetFullPath(file, notebook.Services.Folder))],
                Variables = variables,
            };
            var compilation = notebook.Services.Compiler.Compile(invocation.Body, [], options, cancellationToken);
            options.References.ToList().ForEach(file => provenance.AddFile(file, UsedFileKind.Reference));
            return compilation.Program is { } program ? new SandboxRequest(program with { Inputs = inputs }, limits) : throw Wrong(invocation, compilation.Errors);
        }
        catch (Exception exception) when (exception is FormatException or ExchangeFileException or GuestReferenceException)
        {
            throw new MagicException(exception.Message, place, inner: exception);
        }
    }

    private static MagicException Wrong(MagicInvocation invocation, IReadOnlyList<CodeDiagnostic> errors)
    {
        var more = errors.Skip(1).Take(MostErrors).Select(error => $"\nline {Line(error)}, column {error.Column}: {error.Id}: {error.Message}");
        return new MagicException($"{errors[0].Id}: {errors[0].Message}{string.Concat(more)}", Line(errors[0]), IsOfVariable(errors[0]) ? 0 : errors[0].Column);

        // What was handed over stands on the magic's own line.
        int Line(CodeDiagnostic error) => invocation.BodyLine - 1 + (IsOfVariable(error) ? 0 : error.Line);

        static bool IsOfVariable(CodeDiagnostic error) => error.Id == GuestDiagnostics.VariableId;
    }
}
