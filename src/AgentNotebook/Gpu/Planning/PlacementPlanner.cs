using AgentNotebook.Gpu.Planning.Headers;
using AgentNotebook.Gpu.Planning.Placing;

namespace AgentNotebook.Gpu.Planning;

/// <summary>Decides where each module of a model goes.</summary>
/// <remarks>
/// Like accelerate's <c>device_map="auto"</c>: modules in the model's order over GPUs, cpu and disk, modules that share weights together, room
/// kept where offloaded modules are brought in. Unlike it: room is kept only when something is offloaded, and only for the largest module that
/// is; space that was passed by is filled by later modules that fit; buffers are counted with their modules; context and margin are counted;
/// parameters beside split modules are placed by themselves. The same input gives the same plan.
/// </remarks>
public static class PlacementPlanner
{
    /// <summary>Plans a model, and when it does not fit tries what would make it fit.</summary>
    /// <param name="model">The model's headers.</param>
    /// <param name="request">For what it is planned.</param>
    /// <exception cref="PlanRefusedException">The request contradicts itself or the model.</exception>
    /// <exception cref="ModelHeaderException">The tensors' names make no tree of modules.</exception>
    public static PlacementPlan Plan(ModelHeader model, PlanRequest request)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(request);
        var draft = new PlanDraft(model, request);
        var plan = draft.Place();
        return plan.Fits ? plan : plan with { Changes = PlanAdvisor.Changes(draft, plan) };
    }

    /// <summary>Plans a model without advice.</summary>
    internal static PlacementPlan Place(ModelHeader model, PlanRequest request) => new PlanDraft(model, request).Place();
}
