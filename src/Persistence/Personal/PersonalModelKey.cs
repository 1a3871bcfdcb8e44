using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace LaborFlow.Persistence.Personal;

/// <summary>The model holds converters that hold the key ring: contexts with different rings have different models.</summary>
internal sealed class PersonalModelKey : IModelCacheKeyFactory
{
    public object Create(DbContext context, bool designTime) =>
        (context.GetType(), designTime, (context as LaborFlowDbContext)?.PersonalKeys);
}
