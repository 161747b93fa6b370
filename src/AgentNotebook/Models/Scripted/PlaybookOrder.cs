namespace AgentNotebook.Models.Scripted;

/// <summary>Checks that the steps follow one another as the calls of a run do, so that a playbook that cannot be played is refused before a run begins.</summary>
internal sealed class PlaybookOrder(string file)
{
    public void Check(IReadOnlyList<PlaybookStep> steps)
    {
        var writes = steps.Any(step => step.Role == ModelRole.Write);
        var diagnoses = steps.Any(step => step.Role == ModelRole.Diagnose);
        for (var index = 0; index < steps.Count; index++)
        {
            var (step, after) = (steps[index], index + 1 < steps.Count ? steps[index + 1] : null);
            var before = index > 0 ? steps[index - 1] : null;
            if (step is { Role: ModelRole.Plan, Lasting: null, Answer.Code: null } && !writes)
            {
                throw At(step, $"The plan of step {index + 1} lacks 'code'. Add it, or a step of the role write after each plan.");
            }

            if (step is { Role: ModelRole.Plan, Answer.Code: not null } && writes)
            {
                throw At(step, $"The plan of step {index + 1} has code, but this playbook writes code in steps of their own. Move it to a step of the role write.");
            }

            if (step is { Role: ModelRole.Plan, Lasting: null } && writes && after is { Role: not ModelRole.Write })
            {
                throw At(after, $"Step {index + 2} follows a plan and must have the role write: this playbook writes code in steps of their own.");
            }

            if (step.Role == ModelRole.Write && before?.Role != ModelRole.Plan)
            {
                throw At(step, $"Step {index + 1} has the role write and must follow a plan.");
            }

            if (step is { Role: ModelRole.Diagnose, Lasting: null } && after is { Role: not ModelRole.Revise })
            {
                throw At(after, $"Step {index + 2} follows a diagnosis and must have the role revise.");
            }

            if (step.Role == ModelRole.Revise && diagnoses && before?.Role != ModelRole.Diagnose)
            {
                throw At(step, $"Step {index + 1} has the role revise and must follow a diagnosis: this playbook diagnoses in steps of their own.");
            }
        }
    }

    private PlaybookException At(PlaybookStep step, string problem) => new(file, step.Line, step.Column, problem);
}
