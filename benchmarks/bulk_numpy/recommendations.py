"""Which recommendations fire."""

from collections.abc import Mapping

from benchmarks.bulk_numpy.blocks import Block, Bytes, Numbers, Truths, any_of

AT_MOST_2 = {
    "REC_08": "channels.written_roles",
    "REC_11": "channels.direct_pricing",
    "REC_12": "channels.competition_law",
    "REC_14": "channels.dealer_enablement",
    "REC_17": "customers.usage_knowledge",
    "REC_18": "customers.decision_path",
    "REC_19": "customers.web_presence",
    "REC_20": "customers.crm_use",
    "REC_23": "customers.field_sales_pay",
    "REC_24": "product_data.ownership",
    "REC_27": "product_data.piece_identity",
    "REC_31": "product_data.planning_interfaces",
    "REC_32": "product_data.compliance_data",
    "REC_37": "logistics.transport_damage",
    "REC_38": "logistics.carrier_integration",
    "REC_39": "logistics.returns",
    "REC_45": "commerce.erp_integration",
    "REC_60": "services.spare_parts",
}
AT_MOST_1 = {
    "REC_01": "strategy.ownership",
    "REC_02": "strategy.customer_meaning",
    "REC_03": "strategy.alignment",
    "REC_04": "strategy.investment_horizon",
    "REC_06": "strategy.named_roles",
    "REC_09": "channels.partner_involvement",
    "REC_15": "channels.conflict_monitoring",
    "REC_26": "product_data.exchange_standards",
    "REC_41": "logistics.packaging_duties",
    "REC_44": "commerce.ordering",
    "REC_46": "commerce.payment_onboarding",
    "REC_50": "commerce.user_service",
    "REC_53": "marketplaces.decision",
    "REC_54": "marketplaces.seller_monitoring",
    "REC_56": "marketplaces.buyer_interfaces",
    "REC_61": "services.digital_services",
    "REC_62": "services.monetisation",
}
OR_UNKNOWN = {
    "REC_05": ("strategy.idea_to_test", 1),
    "REC_16": ("customers.known_users", 2),
    "REC_21": ("customers.search_findability", 1),
    "REC_22": ("customers.repeat_rate", 2),
    "REC_25": ("product_data.completeness", 2),
    "REC_33": ("product_data.change_speed", 1),
    "REC_42": ("logistics.fulfilment_cost", 1),
    "REC_52": ("commerce.page_speed", 1),
    "REC_55": ("marketplaces.listing_content", 1),
    "REC_63": ("services.unserved_requests", 1),
}
MENDS = {"REC_40": "G6", "REC_47": "G8", "REC_48": "G7", "REC_49": "G10", "REC_59": "G9"}


def recommendations(
    b: Block,
    found: Mapping[str, Bytes],
    made: Mapping[str, Truths],
    fit: Mapping[str, Numbers],
) -> dict[str, Truths]:
    """Fire all recommendations."""
    v, unknown = b.value, b.unknown
    specified, bim = v["profile.specified"], v["product_data.bim_coverage"]
    fired = {code: v[name] <= 2 for code, name in AT_MOST_2.items()}
    fired |= {code: v[name] <= 1 for code, name in AT_MOST_1.items()}
    fired |= {code: (v[name] <= at) | unknown[name] for code, (name, at) in OR_UNKNOWN.items()}
    fired |= {code: found[gate] <= 1 for code, gate in MENDS.items()}
    fired["REC_07"], fired["REC_51"] = made["X_15"], made["X_14"]
    fired["REC_10"] = (v["channels.partner_earnings"] <= 2) & (fit["R3"] >= 55)
    fired["REC_13"] = (v["channels.competition_law"] == 0) | (v["marketplaces.pricing"] == 0)
    fired["REC_28"] = (found["G2"] <= 1) | (specified == 2) & (bim <= 1)
    fired["REC_29"] = (bim == 2) & (specified >= 2)
    fired["REC_30"] = (v["product_data.planning_interfaces"] <= 2) & (specified >= 2)
    fired["REC_34"] = found["G1"] == 0
    fired["REC_35"] = any_of(
        unknown["logistics.pick_accuracy"],
        unknown["logistics.on_time_dispatch"],
        unknown["logistics.transport_damage"],
    )
    fired["REC_36"] = (v["logistics.pick_accuracy"] <= 2) | (v["logistics.single_parcel"] == 2)
    fired["REC_43"] = v["profile.parcel_share"] < 40
    fired["REC_57"] = (v["services.replenishment"] <= 2) & (fit["R5"] >= 55)
    fired["REC_58"] = (v["services.device_ordering"] <= 2) & (v["profile.connected"] >= 1)
    return fired
