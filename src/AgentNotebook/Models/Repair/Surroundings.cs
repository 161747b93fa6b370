using AgentNotebook.Execution;
using AgentNotebook.Execution.Compiling;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentNotebook.Models.Repair;

/// <summary>What stands around the code of a run: variables it is handed before its first line, declarations its checks use after its last.</summary>
/// <param name="Declared">The variables, as the code sees them; <see langword="null"/> when there are none.</param>
/// <param name="Options">Both, for compiling. The variables' values are not known here: whoever runs the program puts them in.</param>
internal sealed record Surroundings(CSharpCompilation? Declared, GuestCompileOptions Options)
{
    /// <summary>Code that stands alone.</summary>
    public static Surroundings None { get; } = new(null, GuestCompileOptions.Default);

    /// <summary>Whether the code stands alone.</summary>
    public bool AreEmpty => Options.Variables.Count == 0 && Options.CheckCode.Length == 0;

    /// <summary>The surroundings of a task.</summary>
    public static Surroundings Of(TaskBrief brief, CancellationToken cancellationToken)
    {
        var variables = brief.Inputs.Where(input => input.Type is not null).Select(input => new GuestVariable(input.Name, input.Type!, "null")).ToList();
        return variables.Count == 0 && brief.CheckCode.Length == 0
            ? None
            : new Surroundings(GuestDeclarations.Compile(variables, GuestTemplate.All, cancellationToken).Compilation, new GuestCompileOptions { Variables = variables, CheckCode = brief.CheckCode });
    }
}
